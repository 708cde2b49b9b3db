import { Frame, type FrameOf } from '../api/types';
import type { ChatRequests } from './chatRequests';
import type { HttpRequest } from './connection';
import { StreamFailure } from './failure';
import { Ndjson, toConsole, type Report } from './ndjson';
import type { Reading } from './persist';
import { ToldHere } from './toldHere';
import { byteLength, fromByte } from './utf8';

/** How the connection of an answer is. */
export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'away';

/** What an answer tells: lines of the wire, each once, and how the connection is. The last is `done` or `error`. */
export type AnswerEvent = Exclude<Frame, FrameOf<'heartbeat'>> | { readonly type: 'link'; readonly state: LinkState };

/** An answer in lines, over any number of connections: its text once and in order, the rest once. */
export class FramedReading implements Reading<AnswerEvent> {
  readonly #requests: ChatRequests;
  readonly #report: Report;
  readonly #told = new ToldHere();
  #lines: Ndjson<Frame>;
  #meta: FrameOf<'meta'> | null = null;
  #state: LinkState | null = null;
  #bytes: number;
  #begun = false;
  #whole = false;
  #news = 0;

  constructor(requests: ChatRequests, report: Report = toConsole) {
    this.#requests = requests;
    this.#report = report;
    this.#lines = new Ndjson(Frame, report);
    this.#bytes = requests.offset;
  }

  begun(): boolean {
    return this.#begun;
  }

  first(): HttpRequest {
    return this.#requests.first();
  }

  rest(): HttpRequest | null {
    return this.#requests.rest(this.#bytes);
  }

  *opened(header: (name: string) => string | null): Generator<AnswerEvent> {
    this.#requests.named(header('X-Stream-Id'));
    this.#lines = new Ndjson(Frame, this.#report);
    this.#told.cameBack();
    yield* this.link('live');
  }

  *take(chunk: Uint8Array): Generator<AnswerEvent> {
    this.#begun = true;
    yield* this.#frames(this.#lines.push(chunk));
  }

  *silent(): Generator<AnswerEvent> {}

  *ended(): Generator<AnswerEvent> {
    yield* this.#frames(this.#lines.end());
  }

  *lost(): Generator<AnswerEvent> {
    yield* this.link('reconnecting');
  }

  whole(): boolean {
    return this.#whole;
  }

  progress(): number {
    return this.#news;
  }

  /** Tells of the connection if that is news. */
  *link(state: LinkState): Generator<AnswerEvent> {
    if (state !== this.#state) {
      this.#state = state;
      yield { type: 'link', state };
    }
  }

  *#frames(frames: Iterable<Frame>): Generator<AnswerEvent> {
    for (const frame of frames) {
      const event = this.#event(frame);
      if (event !== null) {
        this.#news += 1;
        yield event;
      }
      if (this.#whole) {
        return;
      }
    }
  }

  /** What is new of a line; null if nothing is. */
  #event(frame: Frame): AnswerEvent | null {
    switch (frame.type) {
      case 'meta':
        return this.#about(frame);
      case 'delta':
        return this.#text(frame);
      case 'sources':
      case 'notice':
      case 'research':
      case 'usage':
        return this.#told.isNew(JSON.stringify({ ...frame, seq: 0 })) ? frame : null;
      case 'heartbeat':
        return null;
      case 'done':
        if (frame.bytes !== this.#bytes) {
          throw new StreamFailure('garbled', `The answer has ${frame.bytes} bytes, and ${this.#bytes} have come.`);
        }
        this.#whole = true;
        return frame;
      case 'error':
        this.#whole = true;
        return frame;
      default:
        return frame satisfies never;
    }
  }

  /** Each connection begins with it; the commit comes when it is known, and stays known. */
  #about(frame: FrameOf<'meta'>): AnswerEvent | null {
    this.#requests.named(frame.stream_id);
    const known = this.#meta;
    if (known !== null && (frame.commit ?? known.commit) === known.commit) {
      return null;
    }
    this.#meta = frame;
    return frame;
  }

  #text(frame: FrameOf<'delta'>): AnswerEvent | null {
    const known = this.#bytes - frame.offset;
    if (known < 0) {
      throw new StreamFailure('garbled', `Bytes ${this.#bytes} to ${frame.offset} of the answer did not come.`);
    }
    const { from, text } = known === 0 ? { from: 0, text: frame.text } : fromByte(frame.text, known);
    if (text === '') {
      return null;
    }
    const event = { ...frame, offset: frame.offset + from, text };
    this.#bytes = event.offset + byteLength(text);
    this.#told.movedOn();
    return event;
  }
}
