/**
 * What was told since the text last moved on. A reader who comes back at a byte is told again what stands at that byte: once more, in
 * the same order. What is told twice within one connection was meant twice.
 */
export class ToldHere {
  #told: string[] = [];
  #expected: string[] = [];

  /** There is new text. */
  movedOn(): void {
    this.#told = [];
    this.#expected = [];
  }

  /** Another connection is there. */
  cameBack(): void {
    this.#expected = [...this.#told];
  }

  /** Whether it was not told before. */
  isNew(what: string): boolean {
    const at = this.#expected.indexOf(what);
    if (at >= 0) {
      this.#expected.splice(at, 1);
      return false;
    }
    this.#told.push(what);
    return true;
  }
}
