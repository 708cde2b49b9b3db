import type { Environment } from './environment';
import { Linked } from './linked';
import { pause } from './pause';
import { persist, type Persistence, type Reading } from './persist';
import type { Slot } from './slots';

/** How to keep in touch with something without holding a connection. */
export interface Away<E> {
  /** Whether somebody waits for it: then it takes a slot in its turn, else it borrows one that is free. */
  readonly urgent: boolean;
  /** Whether it can be left now, and gone on with later. */
  mayLeave(): boolean;
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Said when the stream is let go. */
  left(): Iterable<E>;
  /**
   * A short request. True when it is over: what is missing can then be fetched in one go.
   *
   * @throws StreamFailure if looking again is of no use
   */
  look(signal: AbortSignal): AsyncGenerator<E, boolean>;
}

/**
 * Reads like {@link persist}, but holds a connection only while somebody looks at the tab and the tab has a slot for it; else it looks
 * now and then. Nothing is lost by that: the stream is gone on with where it was left.
 *
 * @throws StreamFailure
 */
export async function* attend<E>(
  environment: Environment,
  reading: Reading<E>,
  persistence: Persistence,
  signal: AbortSignal,
  away: Away<E>,
): AsyncGenerator<E, void> {
  let over = false;
  while (!over) {
    const stay = await Stay.begin(environment, signal, away);
    try {
      if (stay.granted) {
        yield* persist(environment, reading, persistence, stay.signal);
        return;
      }
    } catch (failure) {
      if (!stay.left) {
        throw failure;
      }
    } finally {
      stay.end();
    }
    if (signal.aborted) {
      break; // also while it waited for a slot; whoever goes on is told so
    }
    yield* away.left();
    over = yield* lookUntilWanted(environment, signal, away);
  }
  // It answers with what is missing and closes: a request like any other, which holds nothing.
  yield* persist(environment, reading, persistence, signal);
}

/** True when it is over, false when a stream may be held again. */
async function* lookUntilWanted<E>(
  environment: Environment,
  signal: AbortSignal,
  away: Away<E>,
): AsyncGenerator<E, boolean> {
  while (!mayHold(environment, away)) {
    const nap = new Linked(signal);
    const stop = environment.slots.onFree(() => nap.abort());
    await pause(environment, away.every, nap.signal, true);
    stop();
    nap.letGo();
    if (signal.aborted) {
      return true; // and whoever goes on is told so
    }
    if (!mayHold(environment, away) && (yield* away.look(signal))) {
      return true;
    }
  }
  return false;
}

function mayHold({ visibility, slots }: Environment, away: Away<unknown>): boolean {
  return !visibility.hidden() && (away.urgent || slots.free > 0);
}

/** The time for which a stream is held: until the tab is hidden, or its slot is wanted back. */
class Stay {
  readonly #outer: AbortSignal;
  readonly #linked: Linked;
  readonly #stopListening: () => void;
  #slot: Slot | null = null;

  private constructor({ visibility }: Environment, signal: AbortSignal, away: Away<unknown>) {
    this.#outer = signal;
    this.#linked = new Linked(signal);
    this.#stopListening = visibility.onChange(() => visibility.hidden() && away.mayLeave() && this.#linked.abort());
  }

  static async begin(environment: Environment, signal: AbortSignal, away: Away<unknown>): Promise<Stay> {
    const { visibility, slots } = environment;
    const stay = new Stay(environment, signal, away);
    if (!(visibility.hidden() && away.mayLeave())) {
      stay.#slot = away.urgent ? await slots.take(stay.signal) : slots.lend(() => stay.#linked.abort());
    }
    return stay;
  }

  get granted(): boolean {
    return this.#slot !== null;
  }

  get signal(): AbortSignal {
    return this.#linked.signal;
  }

  /** Whether it was left for a reason of ours, and is to be gone on with. */
  get left(): boolean {
    return this.#linked.signal.aborted && !this.#outer.aborted;
  }

  end(): void {
    this.#stopListening();
    this.#linked.letGo();
    this.#slot?.release();
  }
}
