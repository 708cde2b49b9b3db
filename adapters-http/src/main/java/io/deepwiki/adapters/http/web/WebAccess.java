package io.deepwiki.adapters.http.web;

import static java.lang.System.Logger.Level.WARNING;

import io.deepwiki.adapters.http.access.RequestId;
import io.deepwiki.adapters.http.failure.Failures;
import io.deepwiki.adapters.http.failure.Refusal;
import io.deepwiki.adapters.http.json.RequestJson;
import io.deepwiki.adapters.http.routing.Body;
import io.deepwiki.adapters.http.routing.Reply;
import io.deepwiki.adapters.http.routing.Routes;
import io.deepwiki.adapters.http.web.AccessCode.Purpose;
import io.deepwiki.adapters.http.web.Visitors.Visitor;
import io.deepwiki.application.failure.Failure.TooMany;
import io.deepwiki.application.failure.FailureException;
import io.deepwiki.domain.access.Secret;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Whether somebody may use what the proxy leads to: with a shared access code, whoever has shown it. */
public final class WebAccess {
    private static final System.Logger LOG = System.getLogger(WebAccess.class.getName());
    private static final Map<Purpose, String> COOKIES =
            Map.of(Purpose.SESSION, "deepwiki_session", Purpose.KNOWN_BROWSER, "deepwiki_browser");
    private static final int LONGEST_BODY = 4_096;

    private final Optional<AccessCode> code;
    private final boolean secure;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Attempts attempts;
    private final Visitors visitors;

    /**
     * The access of one listener.
     *
     * @param code empty: everybody may
     * @param key for the API, which makes tokens harder to forge
     * @param url by which people reach the listener, if that is not its own address
     */
    public WebAccess(
            Optional<Secret> code,
            Optional<Secret> key,
            Optional<URI> url,
            Visitors visitors,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.code = code.map(it -> new AccessCode(it, key));
        this.secure = url.filter(it -> "https".equals(it.getScheme())).isPresent();
        this.clock = clock;
        this.ids = ids;
        this.attempts = new Attempts(clock);
        this.visitors = visitors;
    }

    public void register(Routes routes) {
        routes.get("Access", "/api/auth/status", this::status).post("Access", "/api/auth/validate", this::validate);
    }

    /** Lets those through to the handler who may. */
    Handler behind(Handler handler) {
        return (request, response) -> {
            if (may(request)) {
                handler.handle(request, response);
            } else {
                Failures.send(
                        new Refusal(401, "login_required", "Show the access code first: POST /api/auth/validate."),
                        request,
                        response);
            }
        };
    }

    private boolean may(ServerRequest request) {
        return code.isEmpty() || holder(code.get(), Purpose.SESSION, request).isPresent();
    }

    private Optional<UUID> holder(AccessCode by, Purpose purpose, ServerRequest request) {
        Optional<String> token =
                request.headers().cookies().first(name(purpose)).asOptional();
        return token.flatMap(it -> by.holder(purpose, it, clock.instant()));
    }

    private void status(ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Reply.json(response, new AccessJson.Status(code.isPresent(), !may(request)));
    }

    private void validate(ServerRequest request, ServerResponse response) {
        RequestJson body = new RequestJson(Body.read(request, LONGEST_BODY));
        String given = body.required("code");
        body.done();
        boolean success = code.isEmpty() || isRight(code.get(), given, request);
        if (success && code.isPresent()) {
            response.headers().addCookie(cookie(code.get(), Purpose.SESSION).build());
            response.headers()
                    .addCookie(cookie(code.get(), Purpose.KNOWN_BROWSER)
                            .maxAge(Purpose.KNOWN_BROWSER.life())
                            .build());
        }
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        Reply.json(response, new AccessJson.Validated(success));
    }

    private boolean isRight(AccessCode right, String given, ServerRequest request) {
        Visitor visitor = visitors.of(request, holder(right, Purpose.KNOWN_BROWSER, request));
        Optional<Duration> wait = attempts.begin(visitor);
        if (wait.isPresent()) {
            throw new FailureException(
                    new TooMany("Wrong codes were shown too often: wait, then try again.", wait.get()));
        }
        if (right.is(given)) {
            attempts.forgive(visitor);
            return true;
        }
        LOG.log(WARNING, "event=access_code_wrong from={0} request_id={1}", visitor.name(), RequestId.of(request));
        return false;
    }

    /** The prefix keeps others under the same domain from setting it. */
    private String name(Purpose purpose) {
        return (secure ? "__Host-" : "") + COOKIES.get(purpose);
    }

    private SetCookie.Builder cookie(AccessCode by, Purpose purpose) {
        return SetCookie.builder(name(purpose), by.token(purpose, clock.instant(), ids.get()))
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SetCookie.SameSite.STRICT);
    }
}
