package io.deepwiki.domain.repository;

import java.util.Optional;

/** The modules of Rust code: {@code a::b} is {@code a/b.rs} or {@code a/b/mod.rs} below the crate's, the parent's or the own module's folder. */
final class RustModules {
    private final PathIndex paths;

    RustModules(PathIndex paths) {
        this.paths = paths;
    }

    /** The path may end with what is taken from the module ({@code crate::a::Type}, {@code crate::a::{b, c}}). */
    Optional<SourcePath> target(SourcePath from, String written) {
        String name = written;
        for (String end : new String[] {"{", " as ", "*"}) {
            name = name.contains(end) ? name.substring(0, name.indexOf(end)) : name;
        }
        String path = name.strip().replace("::", "/").replaceAll("/+$", "");
        int slash = path.indexOf('/');
        String head = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        return switch (head) {
            case "crate" -> crateRoot(from).flatMap(root -> below(root, rest));
            case "self" -> below(ownFolder(from), rest);
            case "super" -> parents(from, rest);
            case "std", "core", "alloc" -> Optional.empty();
            default -> moduleAt(PathIndex.below(ownFolder(from), head)).or(() -> otherCrate(from, head, rest));
        };
    }

    private Optional<SourcePath> parents(SourcePath from, String rest) {
        String folder = parent(ownFolder(from));
        String path = rest;
        while (path.startsWith("super/")) {
            folder = parent(folder);
            path = path.substring("super/".length());
        }
        return below(folder, path);
    }

    /** A crate of the same workspace, whose folder has its name. */
    private Optional<SourcePath> otherCrate(SourcePath from, String crate, String rest) {
        if (crate.isEmpty()) {
            return Optional.empty();
        }
        return paths.endingWith(crate + "/src/lib.rs", from)
                .or(() -> paths.endingWith(crate.replace('_', '-') + "/src/lib.rs", from))
                .map(lib -> below(lib.directory(), rest).orElse(lib));
    }

    private Optional<String> crateRoot(SourcePath from) {
        for (String directory = from.directory(); ; directory = parent(directory)) {
            if (paths.contains(PathIndex.below(directory, "lib.rs"))
                    || paths.contains(PathIndex.below(directory, "main.rs"))) {
                return Optional.of(directory);
            }
            if (directory.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** Where the submodules of a file's module lie. */
    private static String ownFolder(SourcePath file) {
        return switch (file.fileName()) {
            case "mod.rs", "lib.rs", "main.rs" -> file.directory();
            default -> PathIndex.below(file.directory(), PathIndex.stem(file));
        };
    }

    private Optional<SourcePath> below(String folder, String path) {
        for (String rest = path; !rest.isEmpty(); rest = parent(rest)) {
            Optional<SourcePath> found = moduleAt(PathIndex.below(folder, rest));
            if (found.isPresent()) {
                return found;
            }
        }
        return moduleAt(folder).or(() -> paths.exactly(PathIndex.below(folder, "lib.rs")));
    }

    private Optional<SourcePath> moduleAt(String module) {
        return paths.exactly(module + ".rs").or(() -> paths.exactly(PathIndex.below(module, "mod.rs")));
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
