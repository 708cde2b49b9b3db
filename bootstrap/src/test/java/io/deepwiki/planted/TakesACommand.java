package io.deepwiki.planted;

import picocli.CommandLine;

public record TakesACommand(CommandLine line) {}
