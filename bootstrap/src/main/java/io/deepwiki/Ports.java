package io.deepwiki;

import io.deepwiki.cli.CommandFailure;
import io.deepwiki.cli.PortHolder;
import io.deepwiki.cli.PortProbe;
import io.deepwiki.settings.HttpSettings;
import io.deepwiki.settings.ListenPort;
import io.deepwiki.settings.SettingKey;

/**
 * The ports that this process will listen on; 0 leaves the choice to the system.
 *
 * @param api of the API
 * @param web of the web listener; negative: there is none
 */
record Ports(int api, int web) {
    private static final int NEIGHBOURS = 100;
    private static final int NONE = -1;

    /**
     * A port that somebody asked for is taken or nothing is; a default one that is held gives way to the next free one.
     *
     * @param main whether this is the instance that people find; another one opens a web listener only where somebody asked for it
     * @throws CommandFailure naming who holds the port
     */
    static Ports choose(HttpSettings settings, boolean main) {
        int api = choose(settings, settings.api(), SettingKey.HTTP_PORT, -1);
        if (!main && !settings.web().port().asked()) {
            return new Ports(api, NONE);
        }
        return new Ports(api, web(settings, api));
    }

    /** That of the web listener alone; {@code taken} is no choice. */
    static int web(HttpSettings settings, int taken) {
        return choose(settings, settings.web().port(), SettingKey.HTTP_WEB_PORT, taken);
    }

    private static int choose(HttpSettings settings, ListenPort wanted, SettingKey key, int taken) {
        int first = wanted.number();
        if (first == 0 || (first != taken && PortProbe.free(settings.bind(), first))) {
            return first;
        }
        if (!wanted.asked()) {
            for (int port = first + 1; port <= Math.min(65_535, first + NEIGHBOURS); port++) {
                if (port != taken && PortProbe.free(settings.bind(), port)) {
                    return port;
                }
            }
        }
        String holder = PortHolder.of(first).map(process -> " by " + process).orElse("");
        throw new CommandFailure(
                1,
                "Port " + first + " of " + settings.bind() + " is held" + holder + ": end it, or set " + key.variable()
                        + " to another port (0 takes any free one).");
    }
}
