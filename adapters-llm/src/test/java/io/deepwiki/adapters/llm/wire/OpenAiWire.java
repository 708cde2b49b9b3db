package io.deepwiki.adapters.llm.wire;

import java.util.List;
import java.util.Optional;

/** The stream that OpenAI's API reference documents, and that others imitate. */
public abstract class OpenAiWire implements WireDialect {
    private static final String HEAD =
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":";
    private static final String DONE = "data: [DONE]\n\n";

    /** A server-sent event without a name. */
    protected static String event(String json) {
        return "data: " + json + "\n\n";
    }

    private static String delta(String delta, String reason) {
        return event(HEAD + "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + reason + "}]}");
    }

    @Override
    public String begin() {
        return delta("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    @Override
    public String piece(String text) {
        return delta("{\"content\":\"" + text + "\"}", "null");
    }

    @Override
    public String thought(String text) {
        return delta("{\"content\":null,\"reasoning_content\":\"" + text + "\"}", "null");
    }

    @Override
    public String stop(String reason) {
        return delta("{}", "\"" + reason + "\"") + DONE;
    }

    @Override
    public String stopWithUsage(String reason, int prompt, int completion) {
        return delta("{}", "\"" + reason + "\"")
                + event(HEAD + "[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                        + ",\"total_tokens\":" + (prompt + completion) + "}}")
                + DONE;
    }

    @Override
    public String endWithoutReason() {
        return DONE;
    }

    @Override
    public String whole() {
        return "stop";
    }

    @Override
    public String limit() {
        return "length";
    }

    @Override
    public String requestLine() {
        return "POST /v1/chat/completions";
    }

    @Override
    public Optional<String> keyHeader() {
        return Optional.of("Authorization: Bearer " + KEY.reveal());
    }

    @Override
    public List<String> wanted() {
        return List.of("\"stream\"", "\"include_usage\"", "\"model\"", "some-model");
    }

    /** An error object. */
    protected static String error(String type, String code, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":"
                + (code.isEmpty() ? "null" : "\"" + code + "\"") + "}}";
    }
}
