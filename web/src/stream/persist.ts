import { Connection, type HttpRequest } from './connection';
import type { Environment } from './environment';
import { StreamFailure } from './failure';
import { delayBefore, PATIENCE, type Patience } from './patience';
import { pause } from './pause';

/** Something that is read over as many connections as it takes: what to ask for, and what to make of the bytes. Knows no network. */
export interface Reading<E> {
  /** Whether something has come. */
  begun(): boolean;
  /** The request that begins it. The same again is the same: it may be sent twice. */
  first(): HttpRequest;
  /** The request for what is missing, once something has come; null if there is no way to go on. */
  rest(): HttpRequest | null;
  /** A connection is there. */
  opened(header: (name: string) => string | null): Iterable<E>;
  /** @throws StreamFailure garbled, if it is to be asked for anew */
  take(chunk: Uint8Array): Iterable<E>;
  /** Nothing has come for a while. */
  silent(): Iterable<E>;
  /** The other side has ended in good order. */
  ended(): Iterable<E>;
  /** The connection is lost; another one is tried. */
  lost(failure: StreamFailure): Iterable<E>;
  /** Whether nothing is missing any more. */
  whole(): boolean;
  /** Grows with what has come that is new. */
  progress(): number;
}

/** How a reading is kept alive. */
export interface Persistence extends Patience {
  /** After how many milliseconds a silence is told. */
  readonly overdue: number;
}

/**
 * Reads to the end. Before the first byte the same request is tried again; from then on the reading goes on where it stands, and each
 * step forward gives it its patience back.
 *
 * @throws StreamFailure why it gave up
 */
export async function* persist<E>(
  environment: Environment,
  reading: Reading<E>,
  persistence: Persistence,
  signal: AbortSignal,
): AsyncGenerator<E, void> {
  let attempt = 0;
  while (!reading.whole()) {
    const before = reading.progress();
    let failure: StreamFailure;
    try {
      yield* once(environment, reading, persistence, signal);
      failure = new StreamFailure('cut', 'It ended before it was whole.');
    } catch (error) {
      failure = asFailure(error);
    }
    if (reading.whole()) {
      return;
    }
    attempt = reading.progress() > before ? 0 : attempt;
    const wait = waitAfter(failure, attempt, reading, persistence, environment.random());
    if (wait === null) {
      throw failure;
    }
    attempt += 1;
    yield* reading.lost(failure);
    await pause(environment, wait, signal, failure.refusal?.retryAfter == null);
  }
}

/** Null if there is nothing more to be tried. */
function waitAfter(
  failure: StreamFailure,
  attempt: number,
  reading: Reading<unknown>,
  persistence: Persistence,
  random: number,
): number | null {
  const begun = reading.begun();
  const most = begun ? persistence.resumes : persistence.retries;
  // Whoever waits for ever waits for somebody who is away, not for nonsense to make sense.
  const exhausted = attempt >= (failure.kind === 'garbled' ? Math.min(most, PATIENCE.resumes) : most);
  const stuck = begun && reading.rest() === null;
  return exhausted || stuck ? null : delayBefore(attempt, failure, persistence, random);
}

/** One connection, to its end. */
async function* once<E>(
  environment: Environment,
  reading: Reading<E>,
  { timeout, overdue }: Persistence,
  signal: AbortSignal,
): AsyncGenerator<E, void> {
  const request = reading.begun() ? reading.rest() : reading.first();
  if (request === null) {
    throw new StreamFailure('cut', 'The connection was lost, and there is no way to go on.');
  }
  const connection = await Connection.open(environment, request, timeout, signal);
  try {
    yield* reading.opened((name) => connection.header(name));
    for await (const chunk of connection.chunks(overdue)) {
      yield* chunk === null ? reading.silent() : reading.take(chunk);
      if (reading.whole()) {
        return;
      }
    }
    yield* reading.ended();
  } finally {
    connection.close();
  }
}

/** Everything else is a defect of ours, and is not to be tried again. */
function asFailure(error: unknown): StreamFailure {
  if (error instanceof StreamFailure) {
    return error;
  }
  throw error;
}
