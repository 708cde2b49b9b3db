package io.deepwiki.planted;

import org.treesitter.TSParser;

public record ParsesSources(TSParser parser) {}
