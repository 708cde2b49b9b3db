package io.deepwiki;

import io.deepwiki.folder.DataFolder;
import io.deepwiki.folder.ShippedFolder;
import io.deepwiki.settings.ServiceSettings;
import java.net.URI;
import java.time.InstantSource;

/** The one place where objects are built: every {@code new}, from the top of the page to the bottom. */
final class Wiring implements AutoCloseable {
    private final Parts parts;
    private final ServiceSettings settings;

    private Wiring(Parts parts, ServiceSettings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    static Wiring of(ServiceSettings settings, DataFolder folder, ShippedFolder shipped, Ports ports) {
        Parts parts = new Parts(InstantSource.system());
        return new Wiring(parts, settings);
    }

    void start() {}

    URI api() {
        return URI.create("http://127.0.0.1:" + settings.http().api().number());
    }

    URI web() {
        return URI.create("http://127.0.0.1:" + settings.http().web().number());
    }

    @Override
    public void close() {
        parts.close();
    }
}
