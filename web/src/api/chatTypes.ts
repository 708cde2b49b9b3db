/** Errors, questions and answers on the wire: sections 1 and 2 of the HTTP contract. */
import { flag, list, object, optional, tagged, text, whole, word, type Of } from './shape';

/** The body of every error that is not inside a stream. */
export const ApiError = object({
  detail: text,
  code: optional(text),
  request_id: optional(text),
  errors: optional(list(object({ field: text, message: text }))),
});
export type ApiError = Of<typeof ApiError>;

export interface ChatMessage {
  role: 'user' | 'assistant' | 'system';
  content: string;
}

export interface ChatRequest {
  repo_url: string;
  messages: ChatMessage[];
  provider?: string;
  model?: string;
  language?: string;
  filePath?: string;
  token?: string;
  type?: 'github' | 'gitlab' | 'bitbucket' | 'azure' | 'gitea' | 'git' | 'local';
  branch?: string;
  excluded_dirs?: string;
  excluded_files?: string;
  included_dirs?: string;
  included_files?: string;
  /** All iterations of a research, in one stream. */
  research?: 'server';
}

const Passage = object({ path: text, start_line: whole, end_line: whole, symbol: optional(text), url: optional(text) });
export type Passage = Of<typeof Passage>;

/** A line of a framed answer. Heartbeats bear no number. */
export const Frame = tagged('type', {
  meta: object({
    seq: whole,
    stream_id: text,
    repository: text,
    commit: optional(text),
    provider: text,
    model: text,
    research: optional(text),
  }),
  sources: object({ seq: whole, passages: list(Passage) }),
  delta: object({ seq: whole, offset: whole, text }),
  notice: object({ seq: whole, code: text, message: text }),
  research: object({ seq: whole, iteration: whole, stage: text }),
  usage: object({ seq: whole, prompt_tokens: whole, completion_tokens: whole, estimated: flag }),
  heartbeat: object({}),
  done: object({ seq: whole, bytes: whole, sha256: text, finish_reason: text }),
  error: object({
    seq: whole,
    code: text,
    message: text,
    retryable: flag,
    retry_after_ms: optional(whole),
  }),
});
export type Frame = Of<typeof Frame>;
/** A line of one type: `FrameOf<'delta'>`. */
export type FrameOf<T extends Frame['type']> = Extract<Frame, { type: T }>;

/** Where an answer stands. */
export const AnswerState = object({
  id: text,
  state: word('running', 'completed', 'failed', 'cancelled', 'interrupted'),
  bytes: whole,
  sha256: optional(text),
  usage: optional(object({ prompt_tokens: whole, completion_tokens: whole, estimated: flag })),
  error: optional(object({ code: text, message: text })),
});
export type AnswerState = Of<typeof AnswerState>;
