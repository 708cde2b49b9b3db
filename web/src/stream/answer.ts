import { AnswerState } from '../api/types';
import { attend, type Away } from './attend';
import { ChatRequests, streamUrl, type AnswerSource } from './chatRequests';
import type { Environment } from './environment';
import { mayPass, PATIENCE, type Patience } from './patience';
import { StreamFailure } from './failure';
import { FramedReading, type AnswerEvent } from './framedReading';
import { fetchJson } from './fetchJson';
import type { Report } from './ndjson';
import { persist, type Persistence, type Reading } from './persist';

export interface AnswerOptions extends Partial<Patience> {
  /** Ends it here; the service is told by the connection that closes. */
  readonly signal?: AbortSignal;
  /** Told of lines that were skipped. */
  readonly report?: Report;
  /** Milliseconds between two looks at an answer that was left. */
  readonly pollEvery?: number;
}

const POLL_EVERY = 15_000;

/**
 * An answer, line by line, each once. Ends after `done` or `error`.
 *
 * @throws StreamFailure if it cannot be read to its end
 */
export async function* streamAnswer(
  environment: Environment,
  source: AnswerSource,
  options: AnswerOptions = {},
): AsyncGenerator<AnswerEvent, void> {
  const signal = options.signal ?? new AbortController().signal;
  const requests = new ChatRequests(environment, source);
  const reading = new FramedReading(requests, options.report);
  yield* reading.link('connecting');
  const persist = persistence(options);
  if (source.detach) {
    yield* attend(environment, reading, persist, signal, new LeftAnswer(environment, requests, reading, options));
  } else {
    yield* hold(environment, reading, persist, signal);
  }
}

/** Reads along to the end: the service stops writing for a reader who leaves. */
async function* hold<E>(
  environment: Environment,
  reading: Reading<E>,
  patience: Persistence,
  signal: AbortSignal,
): AsyncGenerator<E, void> {
  const slot = await environment.slots.take(signal);
  try {
    yield* persist(environment, reading, patience, signal);
  } finally {
    slot?.release();
  }
}

function persistence(options: AnswerOptions): Persistence {
  return { ...PATIENCE, ...options, overdue: Infinity };
}

/** An answer that writes itself while nobody reads along. */
class LeftAnswer implements Away<AnswerEvent> {
  readonly urgent = true;
  readonly every: number;
  readonly #environment: Environment;
  readonly #requests: ChatRequests;
  readonly #reading: FramedReading;
  readonly #timeout: number;

  constructor(environment: Environment, requests: ChatRequests, reading: FramedReading, options: AnswerOptions) {
    this.every = options.pollEvery ?? POLL_EVERY;
    this.#environment = environment;
    this.#requests = requests;
    this.#reading = reading;
    this.#timeout = options.timeout ?? PATIENCE.timeout;
  }

  /** Not before its name is known: the question would have to be sent again. */
  mayLeave(): boolean {
    return this.#reading.begun() && this.#reading.rest() !== null;
  }

  left(): Generator<AnswerEvent> {
    return this.#reading.link('away');
  }

  async *look(signal: AbortSignal): AsyncGenerator<AnswerEvent, boolean> {
    try {
      const request = { url: streamUrl(this.#requests.streamId ?? '') };
      const now = await fetchJson(this.#environment, request, AnswerState, this.#timeout, signal);
      return now.state !== 'running';
    } catch (failure) {
      if (failure instanceof StreamFailure && mayPass(failure)) {
        return false; // the next look may do better
      }
      throw failure;
    }
  }
}
