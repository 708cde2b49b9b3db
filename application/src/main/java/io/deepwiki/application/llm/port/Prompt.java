package io.deepwiki.application.llm.port;

import io.deepwiki.domain.llm.Language;
import io.deepwiki.domain.repository.CodeMap;
import io.deepwiki.domain.repository.Excerpt;
import io.deepwiki.domain.repository.SourcePath;
import java.util.List;
import java.util.Optional;

/**
 * What a model is asked, in parts: rendered to text once for language models, read as it is by the built-in one.
 *
 * @param repository the name that people call it by, {@code owner/name}
 * @param language what to write in
 * @param passages what was retrieved, best first
 */
public record Prompt(Task task, String repository, Language language, List<Excerpt> passages, CodeMap map) {
    public Prompt {
        passages = List.copyOf(passages);
    }

    /** The same without anything that was retrieved, for a model that finds it too long. */
    public Prompt withoutContext() {
        return new Prompt(task.withoutContext(), repository, language, List.of(), map);
    }

    /** What is wanted. */
    public sealed interface Task {
        /** The same without the text of files. */
        default Task withoutContext() {
            return this;
        }
    }

    /**
     * Answer the question, with citations {@code [path:first-last]}.
     *
     * @param history what was said before, oldest first
     * @param file the file that the reader has open, if any: its excerpts
     */
    public record Answer(String question, List<Turn> history, List<Excerpt> file) implements Task {
        public Answer {
            history = List.copyOf(history);
            file = List.copyOf(file);
        }

        @Override
        public Task withoutContext() {
            return new Answer(question, history, List.of());
        }
    }

    /**
     * Do one stage of a research.
     *
     * @param heading what the text opens with, as it is
     * @param open what the stage before left open
     * @param history the stages before, as a conversation, oldest first
     * @param file the file that the reader has open, if any: its excerpts
     */
    public record Research(
            Stage stage, String heading, String topic, List<String> open, List<Turn> history, List<Excerpt> file)
            implements Task {
        /** What the stage is for. */
        public enum Stage {
            PLAN,
            UPDATE,
            CONCLUSION
        }

        public Research {
            open = List.copyOf(open);
            history = List.copyOf(history);
            file = List.copyOf(file);
        }

        @Override
        public Task withoutContext() {
            return new Research(stage, heading, topic, open, history, List.of());
        }
    }

    /**
     * Plan a wiki, in the form that {@code OutlineParser} documents. Page counts are inclusive.
     *
     * @param refused why the plan before this one could not be used, in a sentence; empty if it is the first
     */
    public record Plan(int fewestPages, int mostPages, Optional<String> refused) implements Task {}

    /**
     * Write a page in Markdown, with citations {@code [path:first-last]} and Mermaid diagrams.
     *
     * @param files what it is written from, most important first; the prompt's passages are their chunks
     * @param related other pages that it may point to
     */
    public record Page(String wikiTitle, String title, String description, List<SourcePath> files, List<Link> related)
            implements Task {
        public Page {
            files = List.copyOf(files);
            related = List.copyOf(related);
        }
    }

    /**
     * Write a page again that was good but for some citations: they point at lines that do not exist.
     *
     * @param written the page as it stands
     * @param unresolved the citations to mend, as they are written
     */
    public record Repair(Page page, String written, List<String> unresolved) implements Task {
        public Repair {
            unresolved = List.copyOf(unresolved);
        }
    }

    /** A message of a conversation. */
    public record Turn(Speaker by, String content) {
        /** Who says it. */
        public enum Speaker {
            /** Who asks. */
            USER,
            MODEL,
            /** The program by which the user asks: it says what it wants of every conversation. */
            CLIENT
        }
    }

    /** Another page of the wiki. */
    public record Link(String slug, String title) {}
}
