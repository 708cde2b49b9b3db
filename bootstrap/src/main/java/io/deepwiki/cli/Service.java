package io.deepwiki.cli;

import java.net.URI;
import java.util.Optional;

/**
 * A service that answers.
 *
 * @param web where its pages are read, if that is known
 * @param ours whether it runs on this machine's data folder, so that local paths can be opened to it
 */
record Service(ServiceApi api, Optional<URI> web, boolean ours) {}
