package io.deepwiki.e2e;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans of this project's wiki as language models write them on good and on bad days. */
final class RealisticPlans {
    private static final String BM25 = "domain/src/main/java/io/deepwiki/domain/retrieval/Bm25.java";
    private static final String WORKER = "application/src/main/java/io/deepwiki/application/jobs/JobWorker.java";
    private static final String SERVERS = "adapters-http/src/main/java/io/deepwiki/adapters/http/Servers.java";
    private static final String GOOD =
            plan(page("The search", BM25), page("The engine", WORKER), page("HTTP", SERVERS));
    private static final String SORRY = "I'm sorry, but I can't help with planning this wiki.";

    private RealisticPlans() {}

    /**
     * What a model answers, and what should come of it.
     *
     * @param name what is wrong with the plan
     * @param language of the wiki
     * @param replies the first plan, and the one that it writes when it is asked again
     * @param told what the job's history says of it; empty: nothing was mended in the plan
     */
    record Case(String name, String language, List<String> replies, List<String> told) {
        boolean hopeless() {
            return told.contains("though it was asked twice");
        }
    }

    private static Case mended(String name, String plan, String... told) {
        return new Case(name, "en", List.of(plan), List.of(told));
    }

    private static Case again(String name, String first, String told) {
        return new Case(name, "en", List.of(first, GOOD), List.of("was asked for again", told));
    }

    private static String plan(String... pages) {
        return "TITLE: DeepWiki\nDESCRIPTION: Wikis of repositories.\nSECTION: Overview\n" + String.join("", pages);
    }

    private static String page(String title, String... files) {
        return "PAGE: " + title + "\nABOUT: What it does.\nIMPORTANCE: medium\nFILES: " + String.join(", ", files)
                + "\n";
    }

    static List<Case> all() {
        return List.of(
                mended("nothing", GOOD),
                mended("a fence around it", "```text\n" + GOOD + "```\n"),
                mended(
                        "chatter before and after",
                        "Sure! Here is the plan you asked for:\n\n" + GOOD
                                + "\nLet me know if you would like me to adjust anything!\n"),
                mended(
                        "thoughts before it",
                        "<think>\nThe user wants a plan. Maybe like this?\nPAGE: A thought\nFILES: " + BM25
                                + "\nNo, start with the search.\n</think>\n" + GOOD),
                mended("emphasis", GOOD.replaceAll("(?m)^([A-Z]+):", "**$1:**")),
                mended(
                        "headings and list marks",
                        GOOD.replace("SECTION", "## SECTION").replace("PAGE", "- PAGE")),
                mended("numbers", GOOD.replace("PAGE", "1. PAGE")),
                mended("files in a list", GOOD.replace("FILES: " + BM25, "FILES:\n  - `" + BM25 + "`\n  - README.md")),
                mended("small key words", GOOD.replace("PAGE", "Page").replace("FILES", "Files")),
                mended("the line ends of another system", GOOD.replace("\n", "\r\n")),
                mended("paths that begin with a dot, and lines", GOOD.replace(BM25, "./" + BM25 + ":10-40")),
                mended("paths without their first directories", GOOD.replace(BM25, "retrieval/Bm25.java")),
                mended(
                        "wrong paths",
                        plan(page("Search", BM25, "src/search/engine.py"), page("HTTP", SERVERS)),
                        "names a file that is not there: src/search/engine.py"),
                mended(
                        "a page of invented files",
                        plan(page("Search", BM25), page("Billing", "src/billing/invoice.ts")),
                        "\"Billing\" was dropped"),
                mended(
                        "a page without files",
                        plan(page("Search", BM25), "PAGE: Ideas\nABOUT: More.\n"),
                        "\"Ideas\" was dropped"),
                mended("two pages of one name", plan(page("Search", BM25), page("Search", SERVERS)), "they are one"),
                mended("names that give the same id", plan(page("The search!", BM25), page("The search?", SERVERS))),
                mended("a section twice", GOOD + "SECTION: Overview\n" + page("More", "README.md")),
                mended("no section", GOOD.replace("SECTION: Overview\n", ""), "stood in no section"),
                mended(
                        "a page without a title",
                        plan(page("", BM25), page("HTTP", SERVERS)),
                        "without a title was dropped"),
                mended(
                        "cut in the middle of a path",
                        plan(page("Search", BM25), page("HTTP", SERVERS.substring(0, 40)))
                                .stripTrailing(),
                        "names a file that is not there"),
                mended("cut in the middle of a word", plan(page("Search", BM25)) + "PAG"),
                mended("markup in a title", plan(page("<script>alert(1)</script>", BM25), page("HTTP", SERVERS))),
                mended("far too many pages", many(), "The plan had 40 pages"),
                mended("silence about most of the code", plan(page("HTTP", SERVERS)), "had no place for the module"),
                new Case(
                        "full-width colons",
                        "ja",
                        List.of(plan(page("検索", BM25), page("ジョブ", WORKER)).replace(": ", "：")),
                        List.of()),
                new Case(
                        "German",
                        "de",
                        List.of(plan(page("Die Suche für Größen", BM25), page("HTTP", SERVERS))),
                        List.of()),
                again(
                        "key words in the wiki's language",
                        GOOD.replace("PAGE", "SEITE").replace("FILES", "DATEIEN"),
                        "names no page"),
                again(
                        "JSON",
                        "{\"title\": \"DeepWiki\", \"pages\": [{\"title\": \"Search\", \"files\": [\"" + BM25
                                + "\"]}]}",
                        "names no page"),
                again("a refusal", SORRY, "names no page"),
                again(
                        "a plan of another project",
                        plan(page("Cart", "shop/cart.rb"), page("Till", "shop/till.rb")),
                        "No page of the plan names a file"),
                new Case("hopeless", "en", List.of(SORRY, SORRY), List.of("though it was asked twice")));
    }

    private static String many() {
        return plan(IntStream.rangeClosed(1, 40)
                .mapToObj(number -> page("Page " + number, number % 2 == 0 ? BM25 : SERVERS))
                .collect(Collectors.joining()));
    }
}
