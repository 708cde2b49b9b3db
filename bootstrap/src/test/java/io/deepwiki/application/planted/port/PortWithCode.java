package io.deepwiki.application.planted.port;

public final class PortWithCode {}
