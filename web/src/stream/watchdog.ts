import type { Environment } from './environment';

/**
 * Bites when nothing has come for too long. Timers stand still while a machine sleeps, so it also looks at the time whenever somebody
 * comes back to the tab.
 */
export class Watchdog {
  readonly #clock: Environment['clock'];
  readonly #timeout: number;
  readonly #bite: () => void;
  readonly #stopListening: () => void;
  #callOff: (() => void) | null = null;
  #armedAt = 0;
  #bitten = false;

  constructor(environment: Pick<Environment, 'clock' | 'visibility'>, timeout: number, bite: () => void) {
    this.#clock = environment.clock;
    this.#timeout = timeout;
    this.#bite = bite;
    this.#stopListening = environment.visibility.onChange(() => this.#look());
  }

  /** Whether it has bitten. */
  get bitten(): boolean {
    return this.#bitten;
  }

  /** Begins to count, anew. */
  arm(): void {
    this.disarm();
    this.#armedAt = this.#clock.now();
    this.#callOff = this.#clock.after(this.#timeout, () => this.#bites());
  }

  /** Does not count while nobody waits for the other side: a reader who takes his time is no silence. */
  disarm(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  /** For good. */
  stop(): void {
    this.disarm();
    this.#stopListening();
  }

  #look(): void {
    if (this.#callOff !== null && this.#clock.now() - this.#armedAt >= this.#timeout) {
      this.#bites();
    }
  }

  #bites(): void {
    this.#bitten = true;
    this.stop();
    this.#bite();
  }
}
