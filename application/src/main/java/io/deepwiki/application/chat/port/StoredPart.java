package io.deepwiki.application.chat.port;

import io.deepwiki.application.streaming.AnswerPart;
import io.deepwiki.domain.chat.StreamId;

/**
 * A part of an answer as it is kept: pieces of text that came together are one.
 *
 * @param position counts from 0 within the stream
 * @param offset where it stands in the text, in bytes of UTF-8
 */
public record StoredPart(StreamId stream, int position, long offset, AnswerPart part) {}
