package io.deepwiki.adapters.llm.planted;

public record Neighbour() {}
