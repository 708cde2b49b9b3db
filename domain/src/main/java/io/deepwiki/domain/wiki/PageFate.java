package io.deepwiki.domain.wiki;

/** What a refresh does with a page. The reasons go on after "since", and end without a full stop. */
public sealed interface PageFate {
    /** The page; as it is to be written, if it is. */
    PagePlan plan();

    /** It stays as it is published: nothing that it lists or cites has changed. */
    record Kept(PagePlan plan) implements PageFate {}

    /** It is written again. */
    record Rewritten(PagePlan plan, String why) implements PageFate {}

    /** There is nothing left to write it from. */
    record LeftOut(PagePlan plan, String why) implements PageFate {}
}
