package io.deepwiki.domain.planted;

import java.util.Map;

public final class ReadsTheEnvironment {
    Map<String, String> all() {
        return System.getenv();
    }
}
