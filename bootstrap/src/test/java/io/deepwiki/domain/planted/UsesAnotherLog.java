package io.deepwiki.domain.planted;

import java.util.logging.Logger;

public record UsesAnotherLog(Logger log) {}
