package io.deepwiki.domain.repository;

import java.util.Optional;

/** Where a repository lies: at a Git host, or under a path of this machine. Two references are the same repository when their identities are equal. */
public sealed interface RepositoryRef {
    /**
     * A repository at a Git host.
     *
     * @param secure whether it is reached by https (else by http)
     * @param host in lower case
     * @param port the port when it is not the scheme's own
     * @param path owner and name, without leading slash, trailing slash and {@code .git}
     */
    record Remote(boolean secure, String host, Optional<Integer> port, String path) implements RepositoryRef {
        /** The host with its port, as in {@code host:port}, or the host alone. */
        public String authority() {
            return port.map(p -> host + ":" + p).orElse(host);
        }

        @Override
        public String identity() {
            return authority() + "/" + path;
        }

        @Override
        public String url() {
            return (secure ? "https://" : "http://") + identity();
        }

        @Override
        public String owner() {
            int slash = path.lastIndexOf('/');
            return slash < 0 ? "" : path.substring(0, slash);
        }

        @Override
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * A repository in a folder of this machine.
     *
     * @param path absolute
     */
    record Local(String path) implements RepositoryRef {
        @Override
        public String identity() {
            return "local:" + path;
        }

        @Override
        public String url() {
            return path;
        }

        @Override
        public String owner() {
            return "local";
        }

        @Override
        public String name() {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.isEmpty() ? "root" : name;
        }
    }

    /** What makes it this repository and no other: host and path. */
    String identity();

    /** The address as a person writes it; never with user information. */
    String url();

    /** The path before the name; {@code local} for a local one. */
    String owner();

    /** The last name of the path. */
    String name();
}
