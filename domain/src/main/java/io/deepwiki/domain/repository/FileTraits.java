package io.deepwiki.domain.repository;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the path of a file tells of its purpose, by the habits of the common languages and their tools.
 *
 * @param dirs the names of its directories, outermost first, in lower case
 * @param name the file's name as it is written
 * @param lower the file's name in lower case
 */
record FileTraits(SourceLanguage language, List<String> dirs, String name, String lower, String extension) {
    private static final Set<String> VENDOR_DIRS = words("""
        third_party third-party thirdparty 3rdparty node_modules bower_components jspm_packages
        site-packages pods carthage godeps
        """);
    private static final Set<String> OUR_DIRS = words("main app apps domain models internal");
    private static final Set<String> LOCK_FILES = words("""
        package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock cargo.lock poetry.lock
        pipfile.lock uv.lock pdm.lock gemfile.lock composer.lock go.sum go.work.sum packages.lock.json
        gradle.lockfile podfile.lock mix.lock flake.lock deno.lock
        """);
    private static final Set<String> GENERATED_ENDS = words("""
        .min.js .min.css .min.mjs .js.map .css.map .ts.map .pb.go .pb.cc .pb.h .pb.gw.go _pb2.py _pb2.pyi
        _pb2_grpc.py _pb.js _pb.d.ts _pb.ts .g.cs .g.dart .designer.cs .generated.ts .generated.cs
        .generated.go _generated.go .bundle.js .tsbuildinfo
        """);
    private static final Set<String> GENERATED_DIRS =
            words("generated __generated__ generated-sources generated-src .next .nuxt");
    private static final Set<String> BUNDLED = words("js mjs cjs css map html");
    private static final Set<String> DOC_EXTENSIONS = words("md markdown mdx mdown rst adoc asciidoc org textile");
    private static final Set<String> DOC_NAMES = words("""
        license licence copying notice changelog changes history authors contributors readme contributing
        maintainers news todo install security codeowners
        """);
    private static final Set<String> DOC_DIRS = words("docs doc documentation man");
    private static final Set<String> DATA_EXTENSIONS = words("""
        csv tsv svg snap jsonl ndjson geojson ipynb po pot dat golden log bib srt obj ttl xlf xliff diff
        patch pem crt
        """);
    private static final Set<String> DATA_DIRS =
            words("fixtures fixture __fixtures__ __snapshots__ testdata snapshots");
    private static final Set<String> TEST_DIRS = words("""
        test tests __tests__ __mocks__ spec specs testing e2e testdata androidtest integrationtest
        integration-test integration_tests unittest unittests cypress testfixtures
        """);
    private static final Set<String> CONFIG_EXTENSIONS = words("""
        yaml yml toml ini cfg conf properties gradle xml json5 jsonc csproj fsproj vbproj sln slnx props
        targets editorconfig cmake mk bazel bzl lock service nix plist hcl tfvars config env dockerfile xsd
        """);
    private static final Set<String> CONFIG_NAMES = words("""
        dockerfile containerfile makefile gnumakefile cmakelists.txt jenkinsfile procfile rakefile gemfile
        podfile vagrantfile brewfile justfile build.gradle.kts settings.gradle.kts go.mod go.work setup.py
        manifest.in build workspace gradlew gradlew.bat mvnw mvnw.cmd pipfile gulpfile.js gruntfile.js
        constraints.txt
        """);
    private static final Pattern CONFIG_FILE =
            Pattern.compile("dockerfile\\..*|makefile\\..*|requirements[\\w.-]*\\.txt"
                    + "|[\\w-]+\\.config\\.([cm]?[jt]s)|\\.?[\\w-]+rc(\\.[cm]?js)?");
    private static final Pattern TEST_CLASS = Pattern.compile(".*(Test|Tests|TestCase)|.*[a-z0-9](IT|Spec)");
    private static final Set<String> CONFIG_JSON = words("""
        package.json composer.json bower.json lerna.json nx.json turbo.json angular.json deno.json
        global.json launch.json tasks.json settings.json manifest.json config.json vercel.json renovate.json
        firebase.json babel.json devcontainer.json launchsettings.json biome.json
        """);
    private static final Set<String> CONFIG_DIRS = words("config configs conf");

    static FileTraits of(SourcePath path) {
        String directory = path.directory().toLowerCase(Locale.ROOT);
        List<String> dirs = directory.isEmpty() ? List.of() : List.of(directory.split("/", -1));
        String name = path.fileName();
        return new FileTraits(SourceLanguage.of(path), dirs, name, name.toLowerCase(Locale.ROOT), path.extension());
    }

    /** Names that a team may give its own packages as well (vendor, external, deps) count only where such code is usually put. */
    boolean vendored() {
        if (within(VENDOR_DIRS)) {
            return true;
        }
        int vendor = dirs.indexOf("vendor");
        if (vendor >= 0 && dirs.subList(0, vendor).stream().noneMatch(OUR_DIRS::contains)) {
            return true;
        }
        int external = Math.max(dirs.indexOf("external"), dirs.indexOf("externals"));
        boolean nearTheRoot =
                external == 0 || (external == 1 && !dirs.getFirst().equals("src"));
        return nearTheRoot || (dirs.size() > 1 && dirs.getFirst().equals("deps")) || dirs.indexOf(".yarn") == 0;
    }

    boolean generated() {
        return LOCK_FILES.contains(lower)
                || GENERATED_ENDS.stream().anyMatch(lower::endsWith)
                || within(GENERATED_DIRS)
                || (dirs.contains("dist") && BUNDLED.contains(extension));
    }

    boolean docs() {
        if (DOC_EXTENSIONS.contains(extension)) {
            return true;
        }
        boolean plain = extension.isEmpty() || extension.equals("txt");
        String stem = extension.isEmpty() ? lower : lower.substring(0, lower.length() - extension.length() - 1);
        boolean named = plain && DOC_NAMES.stream().anyMatch(doc -> stem.equals(doc) || stem.startsWith(doc + "-"));
        return named || (within(DOC_DIRS) && (plain || extension.equals("html")) && !CONFIG_NAMES.contains(lower));
    }

    boolean data() {
        if (DATA_EXTENSIONS.contains(extension)) {
            return true;
        }
        if (within(DATA_DIRS) && !language.isCode()) {
            return true;
        }
        return extension.equals("json") ? !configJson() : extension.equals("txt") && !config();
    }

    boolean test() {
        int main = dirs.indexOf("main");
        boolean production = main > 0 && dirs.get(main - 1).equals("src");
        return (within(TEST_DIRS) && !production) || testName();
    }

    boolean config() {
        if (CONFIG_NAMES.contains(lower) || CONFIG_EXTENSIONS.contains(extension) || lower.startsWith(".")) {
            return true;
        }
        return configJson() || CONFIG_FILE.matcher(lower).matches();
    }

    private boolean configJson() {
        return extension.equals("json")
                && (CONFIG_JSON.contains(lower)
                        || lower.startsWith(".")
                        || lower.startsWith("tsconfig")
                        || lower.startsWith("jsconfig")
                        || lower.startsWith("appsettings")
                        || lower.endsWith(".config.json")
                        || within(CONFIG_DIRS)
                        || dirs.stream().anyMatch(dir -> dir.startsWith(".")));
    }

    private boolean testName() {
        if (!language.isCode()) {
            return false;
        }
        String stem = extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
        String low = stem.toLowerCase(Locale.ROOT);
        return low.startsWith("test_")
                || low.endsWith("_test")
                || low.endsWith("_tests")
                || low.endsWith("_spec")
                || low.endsWith(".test")
                || low.endsWith(".spec")
                || low.endsWith(".cy")
                || low.equals("conftest")
                || TEST_CLASS.matcher(stem).matches();
    }

    private boolean within(Set<String> names) {
        return dirs.stream().anyMatch(names::contains);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
