package io.deepwiki.domain.repository;

/** Why a file of the repository is not in its index, or not in its wiki. */
public enum LeftOut {
    BINARY,
    TOO_LARGE,
    GENERATED,
    VENDORED,
    FILTERED,
    BROKEN_ENCODING,
    SYMBOLIC_LINK,
    SUBMODULE
}
