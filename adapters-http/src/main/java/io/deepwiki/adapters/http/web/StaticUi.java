package io.deepwiki.adapters.http.web;

import io.deepwiki.adapters.http.web.UiFiles.UiFile;
import io.deepwiki.adapters.http.wiki.Page;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Serves the files of the web UI, and its one page for every address that is a screen of it. What is neither goes on to the next route. */
public final class StaticUi {
    private static final String INDEX = "index.html";

    /** The build puts the hash of their content into the names of these. */
    private static final String HASHED = "assets/";

    private static final Set<String> NO_SCREENS = Set.of("api", "export", "assets");

    /** Screens whose addresses may end like a file's: a repository may be called {@code node.js}. */
    private static final Set<String> NAMED_BY_OTHERS = Set.of("wiki", "wikis", "jobs", "ask", "new", "admin");

    private static final Pattern ODD = Pattern.compile("//|\\\\|[\\x00-\\x1f\\x7f]|(^|/)\\.\\.?(/|$)");
    private static final Pattern LIKE_A_FILE = Pattern.compile(".*\\.[A-Za-z0-9]{1,12}");
    private static final Pattern REFUSED = Pattern.compile(".*;\\s*q=0(\\.0*)?\\s*");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));

    private static final String LEFT_OUT = Page.html(
            "DeepWiki",
            "<nav><h1>DeepWiki</h1></nav><main><h1>The web UI is not part of this build</h1>"
                    + "<p>It was built with <code>-Dweb.skip</code>, which <code>./deepwiki</code> adds on a machine without Node.js. "
                    + "Everything else is here: the API, and the command line.</p>"
                    + "<p>To have the web UI: install Node.js 20 or newer with npm, stop the service (<code>./deepwiki down</code>), "
                    + "and start it again (<code>./deepwiki up</code>): it is built anew then.</p></main>",
            "<style>" + Page.STYLE + "</style>");

    private final UiFiles files;

    public StaticUi(UiFiles files) {
        this.files = files;
    }

    /** How a file is sent. */
    private record Form(String ending, Optional<String> encoding, int bytes) {}

    /** Answers if the address is a file's or a screen's. */
    public void serve(ServerRequest request, ServerResponse response) {
        Method method = request.prologue().method();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD)) {
            response.next();
            return;
        }
        String path = request.path().path();
        Optional<UiFile> file = path.startsWith("/") ? files.find(path.substring(1)) : Optional.empty();
        if (file.isPresent()) {
            send(file.get(), request, response);
        } else if (!isScreen(path, request)) {
            response.next();
        } else if (files.isEmpty()) {
            leftOut(request, response);
        } else {
            send(files.find(INDEX).orElseThrow(), request, response);
        }
    }

    private static boolean isScreen(String path, ServerRequest request) {
        // Both as it was sent and as it was understood: what is written in a roundabout way is no address of ours.
        if (ODD.matcher(path).find() || ODD.matcher(request.path().rawPath()).find()) {
            return false;
        }
        String first = path.replaceFirst("^/", "").replaceFirst("/.*", "");
        if (NO_SCREENS.contains(first)) {
            return false;
        }
        boolean page = request.headers().all(HeaderNames.ACCEPT, List::of).stream()
                .anyMatch(accepted -> accepted.contains("text/html"));
        return !LIKE_A_FILE.matcher(path).matches() || (page && NAMED_BY_OTHERS.contains(first));
    }

    private void send(UiFile file, ServerRequest request, ServerResponse response) {
        Form form = form(file, request);
        String tag = '"' + file.hash() + form.ending().replace('.', '-') + '"';
        boolean hashed = file.path().startsWith(HASHED);
        response.header(HeaderNames.ETAG, tag);
        response.header(HeaderNames.CACHE_CONTROL, hashed ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.brotli().isPresent() || file.gzip().isPresent()) {
            response.header(HeaderNames.VARY, "Accept-Encoding");
        }
        if (knows(request, tag)) {
            response.status(Status.NOT_MODIFIED_304).send();
            return;
        }
        form.encoding().ifPresent(encoding -> response.header(HeaderNames.CONTENT_ENCODING, encoding));
        String ending = file.path().substring(file.path().lastIndexOf('.') + 1);
        response.header(HeaderNames.CONTENT_TYPE, TYPES.getOrDefault(ending, "application/octet-stream"));
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(form.bytes()));
            response.send();
        } else {
            response.send(files.read(file, form.ending()));
        }
    }

    private static boolean knows(ServerRequest request, String tag) {
        return request.headers().all(HeaderNames.IF_NONE_MATCH, List::of).stream()
                .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
                .map(known -> known.strip().replaceFirst("^W/", ""))
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static Form form(UiFile file, ServerRequest request) {
        return compressed(file.brotli(), "br", ".br", request)
                .or(() -> compressed(file.gzip(), "gzip", ".gz", request))
                .orElseGet(() -> new Form("", Optional.empty(), file.bytes()));
    }

    private static Optional<Form> compressed(OptionalInt bytes, String encoding, String ending, ServerRequest request) {
        return bytes.isPresent() && takes(request, encoding)
                ? Optional.of(new Form(ending, Optional.of(encoding), bytes.getAsInt()))
                : Optional.empty();
    }

    private static boolean takes(ServerRequest request, String encoding) {
        return request.headers().all(HeaderNames.ACCEPT_ENCODING, List::of).stream()
                .flatMap(codings -> Arrays.stream(codings.split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .anyMatch(coding -> (coding.equals(encoding) || coding.startsWith(encoding + ";"))
                        && !REFUSED.matcher(coding).matches());
    }

    private static void leftOut(ServerRequest request, ServerResponse response) {
        response.status(Status.SERVICE_UNAVAILABLE_503);
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        if (request.prologue().method().equals(Method.HEAD)) {
            response.send();
        } else {
            response.send(LEFT_OUT.getBytes(StandardCharsets.UTF_8));
        }
    }
}
