package io.deepwiki.application.chat;

import io.deepwiki.application.chat.port.ChatStreamStore;
import io.deepwiki.application.chat.port.StreamSigns;
import io.deepwiki.application.port.Transactions;

/** Where answers are kept, and how instances that share them understand each other. */
public record Keeping(ChatStreamStore streams, StreamSigns signs, Transactions transactions) {}
