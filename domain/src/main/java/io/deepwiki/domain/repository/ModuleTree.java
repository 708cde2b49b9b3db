package io.deepwiki.domain.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Cuts a repository into the directories that a person would name as its parts: its build modules where it has several, else what lies
 * below its source roots; large ones cut further, tiny ones given to what is around them.
 */
final class ModuleTree {
    private static final int MOST = 24;
    private static final double LARGE = 0.4;
    private static final double TINY = 0.01;
    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "go.mod",
            "cargo.toml",
            "setup.py",
            "pyproject.toml",
            "composer.json",
            "mix.exs");

    private final CodeDirectories code;
    private final Set<String> modules = new TreeSet<>();
    private final Map<String, String> names = new HashMap<>();

    private ModuleTree(CodeDirectories code) {
        this.code = code;
    }

    /** @param measured the files whose lines count */
    static ModuleTree of(List<FileFacts> files, List<FileFacts> measured) {
        ModuleTree tree = new ModuleTree(new CodeDirectories(measured));
        tree.modules.add("");
        Set<String> roots = tree.buildRoots(files);
        if (roots.size() > 1) {
            tree.modules.addAll(roots);
        } else {
            tree.cutAtSourceRoots();
        }
        tree.cutLarge();
        tree.mergeTiny();
        tree.nameAll();
        return tree;
    }

    /** The module that a file belongs to: the deepest directory around it that is one. */
    String directoryOf(SourcePath path) {
        return around(path.directory());
    }

    /** The name of a module; unique. */
    String name(String directory) {
        return names.getOrDefault(directory, directory);
    }

    private String around(String start) {
        String directory = start;
        while (!modules.contains(directory) && !directory.isEmpty()) {
            directory = CodeDirectories.parent(directory);
        }
        return directory;
    }

    private Set<String> buildRoots(List<FileFacts> files) {
        Set<String> roots = new HashSet<>();
        for (FileFacts file : files) {
            String name = file.path().fileName().toLowerCase(Locale.ROOT);
            boolean build = BUILD_FILES.contains(name) || name.endsWith(".csproj") || name.endsWith(".gemspec");
            boolean own = file.kind() == FileKind.CONFIG || file.kind() == FileKind.CODE;
            if (build && own && code.lines(file.path().directory()) > 0) {
                roots.add(file.path().directory());
            }
        }
        return roots;
    }

    private void cutAtSourceRoots() {
        List<String> open = new ArrayList<>(code.children(code.narrowed("")));
        while (!open.isEmpty()) {
            String directory = open.removeLast();
            String narrowed = code.narrowed(directory);
            boolean sources = SourceRoots.isName(CodeDirectories.name(directory))
                    || SourceRoots.isName(CodeDirectories.name(narrowed));
            if (sources && !code.children(narrowed).isEmpty()) {
                open.addAll(code.children(narrowed));
                modules.add(narrowed);
            } else {
                modules.add(sources ? narrowed : directory);
            }
        }
    }

    private void cutLarge() {
        boolean cut = true;
        while (cut && modules.size() <= MOST) {
            cut = false;
            for (Map.Entry<String, Long> module : List.copyOf(own().entrySet())) {
                if (module.getValue() > LARGE * code.lines("")) {
                    String narrowed = code.narrowed(module.getKey());
                    cut |= modules.addAll(code.children(narrowed));
                }
            }
        }
    }

    /** The lines of each module without those of modules inside it. */
    private Map<String, Long> own() {
        Map<String, Long> lines = new TreeMap<>();
        code.direct().forEach((directory, count) -> lines.merge(around(directory), count, Long::sum));
        return lines;
    }

    private void mergeTiny() {
        Map<String, Long> own = own();
        modules.retainAll(own.keySet());
        double fewLines = Math.min(TINY * code.lines(""), code.lines("") / (5.0 * Math.max(1, own.size())));
        Optional<String> tiny = tiniest(own, fewLines);
        while (tiny.isPresent()) {
            own = merge(tiny.get(), own);
            tiny = tiniest(own, fewLines);
        }
    }

    /** Gives a module to the one around it; if there is none, its parent directory becomes one. */
    private Map<String, Long> merge(String directory, Map<String, Long> own) {
        modules.remove(directory);
        String parent = around(directory);
        if (!parent.isEmpty()) {
            own.merge(parent, own.getOrDefault(directory, 0L), Long::sum);
            own.remove(directory);
            return own;
        }
        modules.add(CodeDirectories.parent(directory));
        Map<String, Long> changed = own();
        modules.retainAll(changed.keySet());
        return changed;
    }

    /**
     * The smallest module that is too small to name, or one too many; the root has nothing to be given to. Of very many equal ones none is
     * too small.
     */
    private static Optional<String> tiniest(Map<String, Long> own, double fewLines) {
        return own.entrySet().stream()
                .filter(module -> !module.getKey().isEmpty())
                .filter(module -> own.size() > MOST || module.getValue() < fewLines)
                .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private void nameAll() {
        modules.add("");
        for (int parts = 1; names.size() < modules.size(); parts++) {
            Map<String, Integer> uses = new HashMap<>();
            for (String module : modules) {
                uses.merge(SourceRoots.name(module, parts), 1, Integer::sum);
            }
            for (String module : modules) {
                String name = SourceRoots.name(module, parts);
                if (!names.containsKey(module) && uses.getOrDefault(name, 0) == 1 && !names.containsValue(name)) {
                    names.put(module, name);
                }
            }
            if (parts > 64) {
                modules.forEach(module -> names.putIfAbsent(module, module));
            }
        }
    }
}
