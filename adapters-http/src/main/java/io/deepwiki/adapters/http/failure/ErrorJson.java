package io.deepwiki.adapters.http.failure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepwiki.application.failure.Failure;
import java.util.List;
import java.util.Optional;

/** The body of every error. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ErrorJson(String detail, String code, String requestId, Optional<String> state, List<Failure.Field> errors) {}
