package io.deepwiki.domain.planted.two;

import io.deepwiki.domain.planted.one.First;
import java.util.Optional;

public record Second(Optional<First> next) {}
