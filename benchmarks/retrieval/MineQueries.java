import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mines questions with known answers from a repository's history: what a commit's subject asks for stands in the code files that the commit
 * touched. Prints one JSON object a line, for {@code ./deepwiki bench retrieval}. Takes the newest commits that qualify, so the same
 * history always gives the same set.
 *
 * <pre>java benchmarks/retrieval/MineQueries.java GIT-FOLDER REPOSITORY-URL HOW-MANY &gt; set.jsonl</pre>
 */
class MineQueries {
    private static final int MOST_GOLD = 4;
    private static final int MOST_TOUCHED = 10;
    private static final int FEWEST_WORDS = 4;
    private static final int MOST_WORDS = 20;

    private static final Pattern CODE = Pattern.compile(".*\\.(py|go|java|js|ts|tsx|rs|rb|php|cs|kt|c|h|cpp|cc)");
    private static final Pattern NOT_CODE = Pattern.compile(
            "(?i)(^|.*/)(tests?|testdata|docs?|examples?|benchmarks?|samples?)/.*|.*(_test\\.go|Test\\.java|Tests\\.java|\\.(test|spec)\\.[jt]sx?)"
                    + "|.*/test_[^/]*\\.py|(^|.*/)(conftest|setup)\\.py|.*\\.min\\.js");

    /** Housekeeping: nobody asks for it. */
    private static final Pattern CHORE = Pattern.compile(
            "(?i).*\\b(merge|revert|bump|release|releasing|version|changelog|typos?|lint|linter|format|formatting|reformat|style|readme|docs?|"
                    + "docstrings?|documentation|comments?|javadocs?|tests?|testing|ci|travis|workflow|github actions?|upgrade|dependency|dependencies|"
                    + "deps|copyright|licen[cs]e|badges?|pre-commit|mypy|flake8|black|whitespace|imports?|cleanup|clean up|refactor(ed|ing)?|rename[ds]?|"
                    + "spelling|grammar|golint|gofmt|type hints?|annotations?|wip|snapshot|maven|gradle|pom|readability|simplif(y|ied)|deprecat\\w*"
                    + "|noqa|ruff|eslint|prettier|clippy|cargo|rustfmt|hook|left in|instead of|consistently|benchmarks?)\\b.*");

    /** Changes that only rewrite: their subjects say how, not what the code does. */
    private static final Pattern REWRITE = Pattern.compile(
            "(?i)(use|using|replace|optimi[sz]e|remove|delete|drop|move|reduce|pass|accepting|no more|inline|extract|split|make .* private|hide)\\b.*");

    private final String folder;
    private final String url;

    private MineQueries(String folder, String url) {
        this.folder = folder;
        this.url = url;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("Usage: java MineQueries.java GIT-FOLDER REPOSITORY-URL HOW-MANY");
            System.exit(2);
        }
        new MineQueries(arguments[0], arguments[1])
                .mine(Integer.parseInt(arguments[2]))
                .forEach(System.out::println);
    }

    private List<String> mine(int howMany) throws IOException {
        Set<String> there = new HashSet<>(git("ls-tree", "-r", "--name-only", "HEAD"));
        Set<String> asked = new HashSet<>();
        List<String> found = new ArrayList<>();
        String subject = "";
        String commit = "";
        List<String> touched = new ArrayList<>();
        List<String> log = new ArrayList<>(git("log", "--no-merges", "--name-only", "--format=\t%h\t%s", "HEAD"));
        log.add("\t\t");
        for (String line : log) {
            if (line.startsWith("\t")) {
                List<String> gold = gold(touched, there);
                String query = cleaned(subject);
                if (fits(subject, query, touched, gold) && asked.add(query.toLowerCase(Locale.ROOT))) {
                    found.add(json(query, gold, commit));
                }
                if (found.size() == howMany) {
                    return found;
                }
                String[] parts = line.split("\t", 3);
                commit = parts[1];
                subject = parts[2];
                touched.clear();
            } else if (!line.isBlank()) {
                touched.add(line);
            }
        }
        return found;
    }

    private static List<String> gold(List<String> touched, Set<String> there) {
        return touched.stream()
                .filter(path -> CODE.matcher(path).matches() && !NOT_CODE.matcher(path).matches())
                .filter(there::contains)
                .toList();
    }

    private static boolean fits(String subject, String query, List<String> touched, List<String> gold) {
        int words = query.split("\\s+").length;
        return !gold.isEmpty()
                && gold.size() <= MOST_GOLD
                && touched.size() <= MOST_TOUCHED
                && words >= FEWEST_WORDS
                && words <= MOST_WORDS
                && !CHORE.matcher(subject).matches()
                && !REWRITE.matcher(query).matches()
                && gold.stream().noneMatch(path -> givesAway(query, path));
    }

    /** Without the type that conventional commits begin with, numbers of issues, and the dot at its end. */
    private static String cleaned(String subject) {
        return subject.replaceFirst("^(?i)(feat|fix|perf|chore|build|feature|bugfix|hotfix)(\\([^)]*\\))?!?:\\s*", "")
                .replaceAll("(?i)\\(?(\\b(fix(es|ed)?|close[sd]?|resolve[sd]?|see|issue|gh|pr)[ :-]*)?#\\d+\\)?", "")
                .replaceAll("\\s+", " ")
                .replaceAll("[\\s.,;:-]+$", "")
                .strip();
    }

    /** Whether the name of the file, or all of its words, stand in the question. */
    private static boolean givesAway(String query, String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
        String asked = plain(query);
        if (asked.contains(plain(name))) {
            return true;
        }
        return Stream.of(name.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                .filter(word -> !word.isEmpty())
                .allMatch(word -> asked.contains(plain(word)));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private String json(String query, List<String> gold, String commit) {
        String files = String.join(", ", gold.stream().map(MineQueries::quoted).toList());
        return "{\"repo_url\": " + quoted(url) + ", \"query\": " + quoted(query) + ", \"files\": [" + files + "], \"commit\": "
                + quoted(commit) + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private List<String> git(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("git", "-C", folder));
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.inputReader().readAllLines();
    }
}
