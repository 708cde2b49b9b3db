package io.deepwiki.domain.repository;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which modules of a repository came and which went between two commits. A directory that was there all the time, and is only cut out as a
 * module now since it has grown, did not come.
 *
 * @param came directories, in their order
 * @param went directories, in their order
 */
public record ModuleChanges(List<String> came, List<String> went) {
    public ModuleChanges {
        came = List.copyOf(came);
        went = List.copyOf(went);
    }

    public static ModuleChanges between(CodeMap before, CodeMap after) {
        return new ModuleChanges(unknown(after, before), unknown(before, after));
    }

    public boolean none() {
        return came.isEmpty() && went.isEmpty();
    }

    /** The modules that the other map does not have, and most of whose files it does not have either. */
    private static List<String> unknown(CodeMap map, CodeMap other) {
        Set<String> modules =
                other.modules().stream().map(CodeMap.Module::directory).collect(Collectors.toSet());
        Set<SourcePath> files = other.files().stream().map(FileFacts::path).collect(Collectors.toSet());
        Map<String, Integer> known = new TreeMap<>();
        for (FileFacts file : map.files()) {
            map.moduleOf(file.path())
                    .map(CodeMap.Module::directory)
                    .filter(directory -> !modules.contains(directory))
                    .ifPresent(directory -> known.merge(directory, files.contains(file.path()) ? 1 : -1, Integer::sum));
        }
        return known.entrySet().stream()
                .filter(module -> module.getValue() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
