package io.deepwiki.adapters.http.chat;

import io.deepwiki.application.chat.Answering;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** In which form an answer goes out. */
public enum AnswerForm {
    /** Nothing but the text. */
    PLAIN,

    /** Lines of JSON. */
    FRAMED;

    private static final String NDJSON = "application/x-ndjson";
    private static final Pattern REFUSED = Pattern.compile("\\s*[qQ]\\s*=\\s*0(\\.0*)?\\s*");

    /** The form that the request accepts; plain for whoever says nothing of lines. */
    public static AnswerForm asked(ServerRequest request) {
        boolean lines = request.headers().values(HeaderNames.ACCEPT).stream()
                .flatMap(accepted -> Stream.of(accepted.split(",", -1)))
                .anyMatch(AnswerForm::takesLines);
        return lines ? FRAMED : PLAIN;
    }

    /** Whether a media range is that of lines and is wanted: a weight of nothing refuses it. */
    private static boolean takesLines(String range) {
        String[] parts = range.split(";", -1);
        return parts[0].strip().equalsIgnoreCase(NDJSON)
                && Stream.of(parts)
                        .skip(1)
                        .noneMatch(parameter -> REFUSED.matcher(parameter).matches());
    }

    /** Writes the answer until its end, or until its reader leaves; what goes wrong before the first byte is a status. */
    public void send(Answering answering, ServerResponse response) {
        send(answering, new PlainAnswer(answering), response);
    }

    /** The same for a reader who has come back: that there is an answer is known, and what went wrong with it stands in it. */
    void sendAgain(Answering answering, ServerResponse response) {
        send(answering, PlainAnswer.again(answering), response);
    }

    private void send(Answering answering, PlainAnswer plain, ServerResponse response) {
        response.header(
                HeaderNames.create("X-Stream-Id"), answering.stream().id().toString());
        try (var _ = answering.parts()) {
            switch (this) {
                case PLAIN -> plain.send(response);
                case FRAMED -> new FramedAnswer(answering).send(response);
            }
        }
    }
}
