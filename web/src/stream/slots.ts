/** The right to hold one stream open. */
export interface Slot {
  /** May be called again. */
  release(): void;
}

interface Loan {
  readonly recall: () => void;
  recalled: boolean;
}

/** A browser opens six connections to a server, for all tabs together: a tab takes at most this many of them for streams. */
const SLOTS = 2;

/**
 * Counts the streams of a tab. An answer that somebody waits for takes a slot; a watcher, which can poll instead, borrows one and gives
 * it back when it is wanted.
 */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  readonly #loans = new Set<Loan>();
  readonly #listeners = new Set<() => void>();

  constructor(size = SLOTS) {
    this.#free = size;
  }

  /** How many could be opened now. */
  get free(): number {
    return this.#free;
  }

  /** Waits for a slot; first come, first served. Calls one back if it must. Null when it is called off before. */
  take(signal: AbortSignal): Promise<Slot | null> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve(null);
        return;
      }
      const granted = () => {
        signal.removeEventListener('abort', calledOff);
        this.#free -= 1;
        resolve(this.#slot());
      };
      const calledOff = () => {
        this.#waiting.splice(this.#waiting.indexOf(granted), 1);
        signal.removeEventListener('abort', calledOff);
        resolve(null);
      };
      if (this.#free > 0) {
        granted();
        return;
      }
      signal.addEventListener('abort', calledOff);
      this.#waiting.push(granted);
      this.#recallOldest();
    });
  }

  /**
   * A slot that may be wanted back; null if there is none.
   *
   * @param recall is called once, when it is
   */
  lend(recall: () => void): Slot | null {
    if (this.#free === 0) {
      return null;
    }
    this.#free -= 1;
    const loan: Loan = { recall, recalled: false };
    this.#loans.add(loan);
    return this.#slot(() => this.#loans.delete(loan));
  }

  /** Calls when a slot has become free that nobody waits for. The answer stops the calls. */
  onFree(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #slot(onRelease: () => void = () => {}): Slot {
    let held = true;
    return {
      release: () => {
        if (held) {
          held = false;
          onRelease();
          this.#released();
        }
      },
    };
  }

  #released(): void {
    this.#free += 1;
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    [...this.#listeners].forEach((listener) => this.#listeners.has(listener) && listener());
  }

  #recallOldest(): void {
    const oldest = [...this.#loans].find((loan) => !loan.recalled);
    if (oldest !== undefined) {
      oldest.recalled = true;
      oldest.recall();
    }
  }
}
