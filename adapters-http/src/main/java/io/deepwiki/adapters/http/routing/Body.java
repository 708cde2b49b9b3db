package io.deepwiki.adapters.http.routing;

import io.deepwiki.application.failure.Failure.TooLarge;
import io.deepwiki.application.failure.FailureException;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The body of a request, as far as a route takes it. */
public final class Body {
    private Body() {}

    /**
     * All of it.
     *
     * @throws FailureException TooLarge {@code body_too_large} when it has more bytes than the limit
     * @throws CloseConnectionException when the client leaves before its end
     */
    public static byte[] read(ServerRequest request, long limit) {
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge(limit);
        }
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes((int) limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return bytes;
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the client left within its request", e);
        }
    }

    private static FailureException tooLarge(long limit) {
        return new FailureException(
                new TooLarge("body_too_large", "The body is larger than the " + limit + " bytes that are taken here."));
    }
}
