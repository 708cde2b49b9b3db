import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useReducer } from 'preact/hooks';
import type { Clock } from '../stream';
import { useEnvironment } from './environment';

/** The time, told again every so often: for what says how long ago something was. All who ask for the same share one timer. */
export function useNow(every = 30_000): number {
  const { clock } = useEnvironment();
  const ticker = useMemo(() => tickerOf(clock, every), [clock, every]);
  useEffect(() => ticker.join(), [ticker]);
  return ticker.now.value;
}

/** What is left of a span of milliseconds, told each second until nothing is. It begins when it is first seen, anew with another `of`. */
export function useLeft(span: number, of: unknown): number {
  const { clock } = useEnvironment();
  const until = useMemo(() => clock.now() + span, [clock, of]);
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const left = Math.max(0, until - clock.now());
  useEffect(() => (left === 0 ? undefined : clock.after(left % 1_000 || 1_000, () => tick(undefined))));
  return left;
}

interface Ticker {
  readonly now: ReadonlySignal<number>;
  /** Keeps it going; the answer leaves. */
  join(): () => void;
}

const tickers = new WeakMap<Clock, Map<number, Ticker>>();

function tickerOf(clock: Clock, every: number): Ticker {
  const ofClock = tickers.get(clock) ?? new Map<number, Ticker>();
  tickers.set(clock, ofClock);
  const found = ofClock.get(every) ?? newTicker(clock, every);
  ofClock.set(every, found);
  return found;
}

function newTicker(clock: Clock, every: number): Ticker {
  const now = signal(clock.now());
  let members = 0;
  let callOff = () => {};
  const tick = () => {
    now.value = clock.now();
    callOff = clock.after(every, tick);
  };
  return {
    now,
    join: () => {
      members += 1;
      if (members === 1) {
        tick();
      }
      return () => {
        members -= 1;
        if (members === 0) {
          callOff();
        }
      };
    },
  };
}
