package io.deepwiki.settings;

/**
 * A port to listen on.
 *
 * @param number 0 to 65535; 0 lets the system choose
 * @param asked whether somebody set it: then it is this one or none; a default that is taken gives way to the next free one
 */
public record ListenPort(int number, boolean asked) {}
