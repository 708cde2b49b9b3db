package io.deepwiki.adapters.http.web;

/** What is told of the access to the web listener. */
final class AccessJson {
    private AccessJson() {}

    /**
     * How it stands.
     *
     * @param authRequired a shared access code is set
     * @param loginRequired and this browser has not shown it
     */
    record Status(boolean authRequired, boolean loginRequired) {}

    /** Whether the code was right. */
    record Validated(boolean success) {}
}
