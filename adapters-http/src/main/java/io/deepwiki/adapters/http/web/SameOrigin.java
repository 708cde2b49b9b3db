package io.deepwiki.adapters.http.web;

import io.deepwiki.application.failure.Failure.Forbidden;
import io.deepwiki.application.failure.FailureException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets pages of other sites change nothing here: the proxy would lend them its key. Browsers say of each such request whose page sends it; what
 * says nothing is no browser, and could not be made to send it by a page.
 */
public final class SameOrigin implements Filter {
    private static final HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);

    private final Optional<String> origin;

    /** @param url by which people reach the listener, if that is not its own address */
    public SameOrigin(Optional<URI> url) {
        this.origin = url.map(SameOrigin::origin);
    }

    private static String origin(URI url) {
        return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!SAFE.contains(request.prologue().method()) && !isOwn(request)) {
            throw new FailureException(
                    new Forbidden(
                            "cross_site",
                            "A page of another site has sent this, and may not. If it was this one: behind a proxy of yours, DEEPWIKI_WEB_URL must be the address that people use."));
        }
        chain.proceed();
    }

    private boolean isOwn(RoutingRequest request) {
        Optional<String> from = request.headers().first(HeaderNames.ORIGIN).map(it -> it.toLowerCase(Locale.ROOT));
        if (from.isPresent() && from.equals(origin)) {
            return true;
        }
        Optional<String> site = request.headers().first(SITE);
        if (site.isPresent()) {
            return OWN.contains(site.get());
        }
        return from.isEmpty() || isAt(from.get(), request);
    }

    /** Whether the browser calls this by another name than the request does: then somebody between them has changed it. */
    static boolean hasAnotherName(RoutingRequest request) {
        return request.headers().first(SITE).filter("same-origin"::equals).isPresent()
                && request.headers()
                        .first(HeaderNames.ORIGIN)
                        .filter(from -> !isAt(from.toLowerCase(Locale.ROOT), request))
                        .isPresent();
    }

    private static boolean isAt(String origin, RoutingRequest request) {
        return origin.replaceFirst("^https?://", "").equals(authority(request));
    }

    private static String authority(RoutingRequest request) {
        return request.authority().toLowerCase(Locale.ROOT);
    }
}
