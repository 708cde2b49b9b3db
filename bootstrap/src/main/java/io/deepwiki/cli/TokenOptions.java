package io.deepwiki.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an access token for a private repository comes in: never as an argument, which other users could see. */
final class TokenOptions {
    @Option(
            names = "--token-env",
            paramLabel = "VARIABLE",
            description = "Environment variable that holds the access token for a private repository.")
    @Nullable
    String variable;

    @Option(names = "--token-stdin", description = "Ask for the access token, or read it from the input.")
    boolean input;

    Optional<String> token(Surroundings here) {
        if (variable != null) {
            String token = here.environment().getOrDefault(variable, "");
            if (token.isBlank()) {
                throw new CommandFailure(ExitCode.USAGE, "The environment variable " + variable + " is not set.");
            }
            return Optional.of(token.strip());
        }
        return input ? here.terminal().secret("Access token").filter(token -> !token.isEmpty()) : Optional.empty();
    }
}
