package io.deepwiki.domain.repository;

import java.util.Optional;
import java.util.function.Supplier;

/** The modules of Python code: {@code a.b} is {@code a/b.py} or {@code a/b/__init__.py}, below some source root; {@code .b} is next to the importer. */
final class PythonModules {
    private final PathIndex paths;

    PythonModules(PathIndex paths) {
        this.paths = paths;
    }

    /** The name may end with what is taken from the module ({@code a.b.function}). */
    Optional<SourcePath> target(SourcePath from, String name) {
        int dots = 0;
        while (dots < name.length() && name.charAt(dots) == '.') {
            dots++;
        }
        String rest = name.substring(dots).replace('.', '/').replace(" ", "");
        return dots > 0 ? relative(from, dots, rest) : absolute(from, rest);
    }

    private Optional<SourcePath> relative(SourcePath from, int dots, String rest) {
        return PathIndex.resolve(from.directory(), "../".repeat(dots - 1)).flatMap(base -> {
            String full = rest.isEmpty() ? base : PathIndex.below(base, rest);
            return rest.isEmpty()
                    ? paths.exactly(PathIndex.below(full, "__init__.py"))
                    : at(full).or(() -> at(parent(full)));
        });
    }

    private Optional<SourcePath> absolute(SourcePath from, String rest) {
        for (String name = rest; name.indexOf('/') > 0; name = parent(name)) {
            Optional<SourcePath> found =
                    besideOrAtRoot(from, name).or(ending(from, name + ".py")).or(ending(from, name + "/__init__.py"));
            if (found.isPresent()) {
                return found;
            }
        }
        int slash = rest.indexOf('/');
        return besideOrAtRoot(from, slash < 0 ? rest : rest.substring(0, slash));
    }

    private Supplier<Optional<SourcePath>> ending(SourcePath from, String suffix) {
        return () -> paths.endingWith(suffix, from);
    }

    /** A single name may be the standard library's: it is ours only at the root, below {@code src}, or next to the importer. */
    private Optional<SourcePath> besideOrAtRoot(SourcePath from, String name) {
        return at(PathIndex.below(from.directory(), name)).or(() -> at(name)).or(() -> at("src/" + name));
    }

    private Optional<SourcePath> at(String module) {
        return module.isEmpty()
                ? paths.exactly("__init__.py")
                : paths.exactly(module + ".py").or(() -> paths.exactly(module + "/__init__.py"));
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
