package io.deepwiki.settings;

import java.util.Optional;

/**
 * Which language model answers unless a request names one.
 *
 * @param model the provider's first one when empty
 */
public record ChatSettings(String provider, Optional<String> model) {}
