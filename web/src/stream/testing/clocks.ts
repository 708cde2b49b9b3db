import type { Clock } from '../environment';

interface Timer {
  at: number;
  readonly run: () => void;
}

/** Time that moves when a test says so. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now = Date.UTC(2026, 0, 5, 12);

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers run. */
  get pending(): number {
    return this.#timers.size;
  }

  /** How long until each timer, shortest first. */
  get waits(): number[] {
    return [...this.#timers].map((timer) => timer.at - this.#now).sort((a, b) => a - b);
  }

  /** Lets time pass; what is due happens, and what follows from it. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settled();
    for (let next = this.#next(until); next !== undefined; next = this.#next(until)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.run();
      await settled();
    }
    this.#now = until;
    await settled();
  }

  /** The machine sleeps: time goes on, timers stand still. */
  sleep(ms: number): void {
    this.#timers.forEach((timer) => (timer.at = Infinity));
    this.#now += ms;
  }

  #next(until: number): Timer | undefined {
    return [...this.#timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
  }
}

/** Time for tests on a real wire: a wait before a retry is over at once, patience never ends. */
export class HurriedClock implements Clock {
  readonly #longest: number;
  /** The waits that were over at once. */
  readonly waits: number[] = [];
  pending = 0;

  constructor(longest = 20_000) {
    this.#longest = longest;
  }

  now(): number {
    return Date.UTC(2026, 0, 5, 12);
  }

  after(ms: number, run: () => void): () => void {
    this.pending += 1;
    let over = false;
    const end = () => {
      this.pending -= over ? 0 : 1;
      over = true;
    };
    if (ms <= this.#longest) {
      this.waits.push(ms);
      setImmediate(() => {
        if (!over) {
          end();
          run();
        }
      });
    }
    return end;
  }
}

/** Lets everything happen that can happen without time or a wire. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
