package io.deepwiki.cli;

import io.deepwiki.domain.repository.SourcePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions whose answers are known: a JSON object a line, with {@code repo_url}, {@code query} and {@code files}. */
record RetrievalSet(List<Question> questions) {
    RetrievalSet {
        questions = List.copyOf(questions);
    }

    /**
     * A question.
     *
     * @param files the paths that hold the answer, one or more
     */
    record Question(String repository, String query, Set<SourcePath> files) {}

    /** @throws CommandFailure naming the line that cannot be read */
    static RetrievalSet read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                questions.add(question(lines.get(i), file + ":" + (i + 1)));
            }
        }
        if (questions.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, file + " holds no question.");
        }
        return new RetrievalSet(questions);
    }

    private static Question question(String line, String place) {
        try {
            ApiJson.KnownAnswer read = ApiJson.read(line, ApiJson.KnownAnswer.class);
            if (read.repoUrl() == null
                    || read.query() == null
                    || read.files() == null
                    || read.files().isEmpty()) {
                throw new IllegalArgumentException("something is missing");
            }
            return new Question(
                    read.repoUrl(),
                    read.query(),
                    read.files().stream().map(SourcePath::new).collect(Collectors.toUnmodifiableSet()));
        } catch (CommandFailure | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    place
                            + " should be like {\"repo_url\": \"https://host/owner/name\", \"query\": \"…\", \"files\": [\"path\"]}.",
                    e);
        }
    }
}
