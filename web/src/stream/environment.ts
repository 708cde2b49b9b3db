import type { Slots } from './slots';

/** Time as the stream client needs it; tests put their own in its place. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs something once, later. The answer calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** Whether somebody looks at the tab. */
export interface Visibility {
  hidden(): boolean;
  /** Calls when the tab was hidden or shown, or the network came back. The answer stops the calls. */
  onChange(listener: () => void): () => void;
}

/** The world around the stream client: one for each tab. */
export interface Environment {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  readonly visibility: Visibility;
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** A name that nobody else thinks of. */
  readonly newId: () => string;
  /** The streams that this tab may hold open. */
  readonly slots: Slots;
}
