import type { Clock } from './environment';

/** Input on its way to requests. */
export interface Debounced<V> {
  /** The newest value: it is acted upon when no newer one has come for a while. What was begun for an older one is called off. */
  push(value: V): void;
  /** Acts upon the newest value at once: for Enter. */
  flush(): void;
  /** Calls off what waits and what was begun: for unmount. */
  cancel(): void;
}

/**
 * Keeps keystrokes from becoming requests.
 *
 * @param wait how many milliseconds no newer value may come
 * @param act gets a signal that is aborted as soon as its value is an old one
 */
export function debounce<V>(clock: Clock, wait: number, act: (value: V, signal: AbortSignal) => void): Debounced<V> {
  let waiting: { value: V; callOff: () => void } | null = null;
  let running = new AbortController();

  const cancel = () => {
    waiting?.callOff();
    waiting = null;
    running.abort();
  };
  const flush = () => {
    if (waiting !== null) {
      const { value, callOff } = waiting;
      callOff();
      waiting = null;
      running = new AbortController();
      act(value, running.signal);
    }
  };
  return {
    push: (value) => {
      cancel();
      waiting = { value, callOff: clock.after(wait, flush) };
    },
    flush,
    cancel,
  };
}
