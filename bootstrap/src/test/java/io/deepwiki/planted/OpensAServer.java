package io.deepwiki.planted;

import io.helidon.webserver.WebServer;

public record OpensAServer(WebServer server) {}
