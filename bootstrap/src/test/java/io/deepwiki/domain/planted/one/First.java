package io.deepwiki.domain.planted.one;

import io.deepwiki.domain.planted.two.Second;
import java.util.Optional;

public record First(Optional<Second> next) {}
