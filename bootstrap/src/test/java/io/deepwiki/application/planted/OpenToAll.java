package io.deepwiki.application.planted;

public class OpenToAll {}
