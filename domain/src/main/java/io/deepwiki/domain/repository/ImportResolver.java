package io.deepwiki.domain.repository;

import java.util.List;
import java.util.Optional;

/** Finds the file of the repository that an import means, by the rules of the importing file's language. */
final class ImportResolver {
    private static final int LONGEST_IMPORT = 400;
    private static final List<String> SCRIPT_ENDS =
            List.of("", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".d.ts", ".vue", ".svelte");
    private static final List<String> INDEX_ENDS =
            List.of("/index.ts", "/index.tsx", "/index.js", "/index.jsx", "/index.mjs");

    private final PathIndex paths;
    private final NamedTypes types;
    private final GoPackages goPackages;
    private final PythonModules pythonModules;
    private final RustModules rustModules;

    ImportResolver(List<FileFacts> files) {
        List<FileFacts> own =
                files.stream().filter(file -> file.kind() != FileKind.VENDORED).toList();
        paths = new PathIndex(own);
        types = new NamedTypes(own);
        goPackages = new GoPackages(own);
        pythonModules = new PythonModules(paths);
        rustModules = new RustModules(paths);
    }

    /** The file; empty for libraries, and for what cannot be told. */
    Optional<SourcePath> target(FileFacts from, String written) {
        String name = written.strip();
        if (name.isEmpty() || name.length() > LONGEST_IMPORT || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return switch (from.language()) {
            case JAVA, KOTLIN -> types.named(name, from.path());
            case CSHARP -> types.named(name, from.path()).or(() -> types.largestIn(name, from.path()));
            case PHP -> php(from.path(), name);
            case PYTHON -> pythonModules.target(from.path(), name);
            case JAVASCRIPT, TYPESCRIPT, TSX -> script(from.path(), name);
            case GO -> goPackages.target(from.path(), name);
            case RUST -> rustModules.target(from.path(), name);
            case C, CPP -> included(from.path(), name);
            case RUBY -> ruby(from.path(), name);
            case MARKDOWN, OTHER -> Optional.empty();
        };
    }

    private Optional<SourcePath> included(SourcePath from, String name) {
        return beside(from, name).or(() -> name.startsWith(".") ? Optional.empty() : paths.endingWith(name, from));
    }

    private Optional<SourcePath> beside(SourcePath from, String relative) {
        return PathIndex.resolve(from.directory(), relative).flatMap(paths::exactly);
    }

    private Optional<SourcePath> ruby(SourcePath from, String name) {
        String file = name.endsWith(".rb") ? name : name + ".rb";
        return beside(from, file)
                .or(() -> name.startsWith(".") ? Optional.empty() : paths.endingWith("lib/" + file, from))
                .or(() -> name.indexOf('/') > 0 && !name.startsWith(".")
                        ? paths.endingWith(file, from)
                        : Optional.empty());
    }

    private Optional<SourcePath> php(SourcePath from, String name) {
        if (name.endsWith(".php")) {
            return included(from, name.startsWith("/") ? name.substring(1) : name);
        }
        String dotted = name.replace('\\', '.');
        return types.named(dotted.startsWith(".") ? dotted.substring(1) : dotted, from);
    }

    private Optional<SourcePath> script(SourcePath from, String name) {
        if (name.startsWith(".")) {
            return PathIndex.resolve(from.directory(), name).flatMap(this::scriptAt);
        }
        if (name.startsWith("@/") || name.startsWith("~/")) {
            return below("src/" + name.substring(2), from).or(() -> below(name.substring(2), from));
        }
        if (name.startsWith("src/")) {
            return below(name, from);
        }
        return name.startsWith("@") ? workspacePackage(from, name) : Optional.empty();
    }

    /** {@code @scope/name} is a package of this repository if there is a folder of that name with an index. */
    private Optional<SourcePath> workspacePackage(SourcePath from, String name) {
        String[] parts = name.split("/", 3);
        if (parts.length < 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        String folder = "packages/" + parts[1];
        String inner = parts.length > 2 ? "/" + parts[2] : "";
        return below(folder + "/src" + inner, from).or(() -> below(folder + inner, from));
    }

    private Optional<SourcePath> below(String suffix, SourcePath from) {
        for (String end : SCRIPT_ENDS) {
            Optional<SourcePath> found = paths.endingWith(suffix + end, from);
            if (found.isPresent()) {
                return found;
            }
        }
        return INDEX_ENDS.stream()
                .flatMap(end -> paths.endingWith(suffix + end, from).stream())
                .findFirst();
    }

    private Optional<SourcePath> scriptAt(String path) {
        for (String end : SCRIPT_ENDS) {
            if (paths.contains(path + end)) {
                return paths.exactly(path + end);
            }
        }
        for (String end : INDEX_ENDS) {
            String index = path.isEmpty() ? end.substring(1) : path + end;
            if (paths.contains(index)) {
                return paths.exactly(index);
            }
        }
        return compiledFrom(path);
    }

    /** TypeScript's sources name the file that will be there after compiling: {@code ./store.js} means {@code ./store.ts}. */
    private Optional<SourcePath> compiledFrom(String path) {
        int dot = path.lastIndexOf('.');
        String end = dot < 0 ? "" : path.substring(dot);
        return switch (end) {
            case ".js", ".jsx" ->
                paths.exactly(path.substring(0, dot) + ".ts").or(() -> paths.exactly(path.substring(0, dot) + ".tsx"));
            case ".mjs" -> paths.exactly(path.substring(0, dot) + ".mts");
            case ".cjs" -> paths.exactly(path.substring(0, dot) + ".cts");
            default -> Optional.empty();
        };
    }
}
