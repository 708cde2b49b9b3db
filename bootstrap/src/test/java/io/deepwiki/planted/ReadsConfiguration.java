package io.deepwiki.planted;

import io.helidon.config.Config;

public record ReadsConfiguration(Config config) {}
