package io.deepwiki.folder;

import java.net.URI;

/**
 * The card of a running service.
 *
 * @param pid its process
 * @param url where its API listens
 * @param web where its web listener is
 * @param build which build it runs
 */
public record RunningService(long pid, URI url, URI web, String build) {}
