package io.deepwiki.adapters.http.failure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepwiki.application.failure.Failure;
import java.util.List;

/** The body of every error. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ErrorJson(String detail, String code, String requestId, List<Failure.Field> errors) {}
