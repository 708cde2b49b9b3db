package io.deepwiki.adapters.llm.catalogue;

import java.io.Serial;

/** The file of models cannot be used; the message names it, the place, and what is wrong there. */
public final class CatalogueException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    CatalogueException(String message) {
        super(message);
    }

    CatalogueException(String message, Throwable cause) {
        super(message, cause);
    }
}
