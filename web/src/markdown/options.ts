import type { Citation, CitationState } from './citation';

/** The words that stand in rendered Markdown itself, in the language of the reader. */
export interface MarkdownLabels {
  copyCode: string;
  copyHeading: string;
  table: string;
  /** Of a citation that can be opened; `{place}` is its file and lines. */
  openSource: string;
  /** Of a citation whose lines are not there. */
  unresolved: string;
  /** Of a citation whose lines have moved since it was written. */
  moved: string;
}

/** What the text is about, and where its links lead. */
export interface MarkdownOptions {
  readonly labels: MarkdownLabels;
  /**
   * What became of a citation; undefined if nothing is known of its file: then it is one only if nothing else can be meant.
   */
  readonly stateOf?: (citation: Citation) => CitationState | undefined;
  /** What a certain citation is of which `stateOf` knows nothing. A page that was checked knows all that are there. */
  readonly unknown?: CitationState;
  /** The address of a page of the same wiki; undefined if there is none of this name. */
  readonly pageHref?: (slug: string) => string | undefined;
  /** By how many levels headings are lowered: an answer stands under a heading of the screen. */
  readonly lower?: number;
}
