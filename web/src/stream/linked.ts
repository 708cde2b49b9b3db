/** A signal of our own that also follows another one, until it is let go: `AbortSignal.any` cannot be let go. */
export class Linked {
  readonly #own = new AbortController();
  readonly #parent: AbortSignal;
  readonly #follow = () => this.#own.abort();

  constructor(parent: AbortSignal) {
    this.#parent = parent;
    if (parent.aborted) {
      this.#own.abort();
    }
    parent.addEventListener('abort', this.#follow);
  }

  get signal(): AbortSignal {
    return this.#own.signal;
  }

  abort(): void {
    this.#own.abort();
  }

  letGo(): void {
    this.#parent.removeEventListener('abort', this.#follow);
  }
}
