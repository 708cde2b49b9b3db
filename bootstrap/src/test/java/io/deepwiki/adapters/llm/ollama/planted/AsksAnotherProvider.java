package io.deepwiki.adapters.llm.ollama.planted;

import io.deepwiki.adapters.llm.azure.AzureProvider;

public record AsksAnotherProvider(AzureProvider.Access access) {}
