import { createHash } from 'node:crypto';
import type { AnswerEvent } from '../framedReading';
import { byteLength, fromByte } from '../utf8';

/** Characters of one to four bytes, and ends of lines of both kinds. */
export const TEXT = 'Grüße, 世界!\n\n- 🌍 naïve\r\n- \u2028𝄞 end';
export const BYTES = new TextEncoder().encode(TEXT);

export const ASK = {
  ask: { repo_url: 'https://host/o/r', messages: [{ role: 'user' as const, content: 'What?' }] },
};

const META = { type: 'meta', stream_id: 's1', repository: 'https://host/o/r', provider: 'p', model: 'm' };
const COMMIT = { ...META, commit: 'c1' };
const SOURCES = { type: 'sources', passages: [{ path: 'a.c', start_line: 1, end_line: 2 }] };

/** The lines of a framed answer, numbered; a server begins with `meta` again for who comes back. */
export function lines(...frames: object[]): string {
  return frames.map((frame, index) => `${JSON.stringify({ seq: index + 1, ...frame })}\n`).join('');
}

/** The whole of it from a byte of its text on, as the service tells it: what stands before is left out, but for the commit. */
export function framed(offset: number): string {
  const before = offset === 0 ? [SOURCES, notice('behind')] : [];
  return lines(META, COMMIT, ...before, ...deltas(offset), usage(9), done());
}

export const meta = (more: object = {}) => ({ ...META, ...more });
export const notice = (code: string) => ({ type: 'notice', code, message: `${code}.` });
export const usage = (completion: number) => ({
  type: 'usage',
  prompt_tokens: 5,
  completion_tokens: completion,
  estimated: false,
});
export const delta = (offset: number, text: string) => ({ type: 'delta', offset, text });
export const done = (bytes = BYTES.length) => ({
  type: 'done',
  bytes,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
  finish_reason: 'stop',
});
export const failed = (code: string) => ({ type: 'error', code, message: `${code}.`, retryable: true });

/** A delta for each few characters from a byte on; a character that the byte lies in comes whole. */
function deltas(offset: number): object[] {
  const { from, text } = fromByte(TEXT, offset);
  const frames: object[] = [];
  let at = from;
  for (const [piece] of text.matchAll(/.{1,5}/gsu)) {
    frames.push(delta(at, piece));
    at += byteLength(piece);
  }
  return frames;
}

/** The text that was told, if each piece begins where the one before it ends. */
export function textOf(events: readonly AnswerEvent[], offset = 0): string {
  let at = offset;
  let text = '';
  for (const event of events) {
    if (event.type === 'delta') {
      if (event.offset !== at) {
        throw new Error(`a piece begins at ${event.offset} instead of ${at}`);
      }
      at += byteLength(event.text);
      text += event.text;
    }
  }
  return text;
}

/** The kinds of what was told, in order, pieces of text as one; and the states of the connection. */
export function kinds(events: readonly AnswerEvent[]): string[] {
  return events
    .map((event) => (event.type === 'link' ? event.state : event.type))
    .filter((kind, index, all) => kind !== 'delta' || all[index - 1] !== 'delta');
}
