package io.deepwiki.adapters.llm.builtin;

import io.deepwiki.application.llm.port.Prompt;
import io.deepwiki.domain.repository.CodeMap.Module;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Locale;

/** What lies on the desk of whoever writes a page or an answer. */
record Desk(Atlas atlas, Phrases phrases, Shown shown, Cites cites, Described described) {
    static Desk of(Prompt prompt, List<Excerpt> more, Atlas atlas, Phrases phrases) {
        Shown shown = new Shown(prompt.passages());
        more.forEach(excerpt -> shown.add(excerpt.path(), excerpt.lines().first(), excerpt.text()));
        atlas.readme().ifPresent(readme -> shown.add(readme, 1, atlas.map().readme()));
        Cites cites = new Cites(atlas, shown);
        return new Desk(atlas, phrases, shown, cites, new Described(phrases, cites));
    }

    /** The name of a file's chief type, or of the file, as inline code. */
    String named(SourcePath path) {
        return Markdown.code(atlas.nameOf(path));
    }

    List<String> named(List<SourcePath> paths) {
        return paths.stream().map(this::named).distinct().toList();
    }

    /** A module's name and where it lies. */
    String module(Module module) {
        String name = Markdown.code(module.name());
        boolean plain = module.directory().isEmpty() || module.directory().equals(module.name());
        return plain ? name : phrases.say("module.at", name, Markdown.code(module.directory()));
    }

    /** A number as people of the language write it. */
    String number(int number) {
        return phrases.english() ? String.format(Locale.ROOT, "%,d", number) : Integer.toString(number);
    }

    String percent(double share) {
        long rounded = Math.round(share * 100);
        return rounded < 1 ? "<1 %" : rounded + " %";
    }

    /** The lines at the end that say how the text came to be. */
    void closing(Draft draft, String key) {
        draft.paragraph("---");
        draft.paragraph(
                "*" + phrases.say(key) + (phrases.missing() ? " " + phrases.say("language.missing") : "") + "*");
    }
}
