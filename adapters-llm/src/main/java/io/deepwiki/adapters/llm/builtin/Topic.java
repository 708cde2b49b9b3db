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

    Topic {
        modules = List.copyOf(modules);
        files = List.copyOf(files);
    }

    int lines() {
        return files.stream().mapToInt(FileFacts::lines).sum();
    }

    /** The files that the page names. */
    List<SourcePath> named() {
        return files.stream().map(FileFacts::path).limit(MOST_FILES).toList();
    }

    /** Both as one, with their files by turns, so that each is on the page. */
    Topic with(Topic other, String title, String about) {
        SequencedSet<FileFacts> both = new LinkedHashSet<>();
        for (int i = 0; i < Math.max(files.size(), other.files.size()); i++) {
            if (i < files.size()) {
                both.add(files.get(i));
            }
            if (i < other.files.size()) {
                both.add(other.files.get(i));
            }
        }
        List<String> names = new ArrayList<>(modules);
        names.addAll(other.modules);
        Importance more = importance.compareTo(other.importance) <= 0 ? importance : other.importance;
        return new Topic(section, title, about, more, names, List.copyOf(both));
    }
}
