package io.deepwiki.domain.planted.unmarked;

public record Unmarked() {}
