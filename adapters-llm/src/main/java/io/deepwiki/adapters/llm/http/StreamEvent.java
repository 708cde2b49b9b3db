package io.deepwiki.adapters.llm.http;

/**
 * One event of a stream.
 *
 * @param name empty if it has none
 */
public record StreamEvent(String name, String data) {}
