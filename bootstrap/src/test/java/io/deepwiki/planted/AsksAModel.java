package io.deepwiki.planted;

import dev.langchain4j.model.chat.ChatModel;

public record AsksAModel(ChatModel model) {}
