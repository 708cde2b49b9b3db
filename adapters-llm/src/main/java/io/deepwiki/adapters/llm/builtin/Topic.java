package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.domain.repository.FileFacts;
import io.deepwiki.domain.repository.SourcePath;
import io.deepwiki.domain.wiki.Importance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Something that a page can be about.
 *
 * @param modules the names of the modules that it covers; none for a page across all
 * @param files all that belongs to it, most important first; a page names the first few
 */
record Topic(
        String section,
        String title,
        String about,
        Importance importance,
        List<String> modules,
        List<FileFacts> files) {
    /** A page is written from so many files at most. */
    static final int MOST_FILES = 12;

    private static final int MOST_PACKAGES = 3;

    /** So many files of the larger of two topics come first on their common page. */
    private static final int LEAD = 6;

    Topic {
        modules = List.copyOf(modules);
        files = List.copyOf(files);
    }

    int lines() {
        return files.stream().mapToInt(FileFacts::lines).sum();
    }

    /** The files that the page names; among them the packages' own files, which say what the packages are for. */
    List<SourcePath> named() {
        List<SourcePath> paths = files.stream().map(FileFacts::path).toList();
        List<SourcePath> first = paths.stream()
                .filter(path -> !Purpose.isPackageFile(path))
                .limit(MOST_FILES)
                .toList();
        List<SourcePath> packages = first.stream()
                .map(SourcePath::directory)
                .distinct()
                .flatMap(directory -> paths.stream()
                        .filter(path ->
                                Purpose.isPackageFile(path) && path.directory().equals(directory)))
                .limit(MOST_PACKAGES)
                .toList();
        List<SourcePath> named = new ArrayList<>(
                first.stream().limit(MOST_FILES - packages.size()).toList());
        named.addAll(packages);
        paths.stream()
                .filter(path -> !named.contains(path))
                .limit(Math.max(0, 3 - named.size()))
                .toList()
                .forEach(named::add);
        return named;
    }

    /** Both as one; the first files of each come first, so that each is on the page. */
    Topic with(Topic other, String title, String about) {
        SequencedSet<FileFacts> both = new LinkedHashSet<>(files.subList(0, Math.min(LEAD, files.size())));
        both.addAll(other.files.subList(0, Math.min(LEAD, other.files.size())));
        both.addAll(files);
        both.addAll(other.files);
        List<String> names = new ArrayList<>(modules);
        names.addAll(other.modules);
        Importance more = importance.compareTo(other.importance) <= 0 ? importance : other.importance;
        return new Topic(section, title, about, more, names, List.copyOf(both));
    }
}
