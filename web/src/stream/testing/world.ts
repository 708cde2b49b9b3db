import { getEventListeners } from 'node:events';
import { expect } from 'vitest';
import type { Clock, Environment, Visibility } from '../environment';
import type { BadLine } from '../ndjson';
import { Slots } from '../slots';
import { ManualClock, settled } from './clocks';
import { ScriptedServer, type Scripted } from './scriptedServer';

/** A tab that a test hides and shows. */
export class SettableVisibility implements Visibility {
  readonly #listeners = new Set<() => void>();
  #hidden = false;

  hidden(): boolean {
    return this.#hidden;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async set(hidden: boolean): Promise<void> {
    this.#hidden = hidden;
    [...this.#listeners].forEach((listener) => listener());
    await settled();
  }
}

/** Slots that know who listens. */
class WatchedSlots extends Slots {
  listeners = 0;

  override onFree(listener: () => void): () => void {
    const stop = super.onFree(listener);
    this.listeners += 1;
    return () => {
      this.listeners -= 1;
      stop();
    };
  }
}

interface Leftovers extends Clock {
  readonly pending: number;
}

/** An environment of which a test holds every string. */
export class World<C extends Leftovers> {
  readonly clock: C;
  readonly visibility = new SettableVisibility();
  readonly slots = new WatchedSlots();
  readonly unmount = new AbortController();
  readonly bad: BadLine[] = [];
  readonly environment: Environment;
  readonly report = (bad: BadLine) => void this.bad.push(bad);
  readonly #open: () => number;

  constructor(clock: C, fetch: Environment['fetch'], open: () => number) {
    let ids = 0;
    this.clock = clock;
    this.#open = open;
    this.environment = {
      fetch,
      clock,
      visibility: this.visibility,
      random: () => 0,
      newId: () => `id-${++ids}`,
      slots: this.slots,
    };
  }

  /** Nothing is left behind: no timer, no listener, no connection, no slot. */
  async expectQuiet(): Promise<void> {
    await settled();
    expect({
      timers: this.clock.pending,
      listeners: this.visibility.listeners + this.slots.listeners,
      abortListeners: getEventListeners(this.unmount.signal, 'abort').length,
      connections: this.#open(),
      freeSlots: this.slots.free,
    }).toEqual({ timers: 0, listeners: 0, abortListeners: 0, connections: 0, freeSlots: 2 });
  }
}

/** A world without a wire. */
export function scripted(...script: Scripted[]): World<ManualClock> & { server: ScriptedServer } {
  const server = new ScriptedServer(script);
  return Object.assign(new World(new ManualClock(), server.fetch, () => server.open), { server });
}

/** What a stream tells, taken as it comes, so that a test can look in between. */
export class Told<E> {
  readonly events: E[] = [];
  failure: unknown = null;
  over = false;
  readonly end: Promise<void>;

  constructor(stream: AsyncIterable<E>) {
    this.end = this.#read(stream);
  }

  async #read(stream: AsyncIterable<E>): Promise<void> {
    try {
      for await (const event of stream) {
        this.events.push(event);
      }
    } catch (failure) {
      this.failure = failure;
    }
    this.over = true;
  }
}
