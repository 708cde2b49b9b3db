package io.deepwiki.application.retrieval.port;

import io.deepwiki.domain.repository.FileOutline;
import io.deepwiki.domain.repository.SourceLanguage;
import java.util.Optional;

/** Finds the declarations and imports of a source file. Thread-safe, and bounded in time and memory for any text. */
public interface SyntaxOutline {
    /** The outline; empty when the language has no grammar here, or the text cannot be parsed within the limits. */
    Optional<FileOutline> outline(SourceLanguage language, String text);
}
