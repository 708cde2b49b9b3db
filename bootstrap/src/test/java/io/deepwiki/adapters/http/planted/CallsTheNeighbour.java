package io.deepwiki.adapters.http.planted;

import io.deepwiki.adapters.llm.planted.Neighbour;

public record CallsTheNeighbour(Neighbour neighbour) {}
