package io.deepwiki.application.chat;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.application.streaming.Feed;
import io.deepwiki.domain.chat.ChatStream;

/**
 * An answer as one reader follows it.
 *
 * @param parts closing them says that this reader has left
 * @param offset where in the text this reader begins, in bytes of UTF-8
 * @param over whether nothing more is written
 */
public record Answering(ChatStream stream, Feed<AnswerPart> parts, long offset, boolean over) {}
