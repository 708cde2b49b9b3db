package io.deepwiki.application.planted;

import java.net.http.HttpClient;

public record ReachesForHttp(HttpClient client) {}
