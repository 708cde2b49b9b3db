/**
 * Lines out of chunks of UTF-8, however they are cut: within a line, a character, a CRLF. One for each connection: what a broken one left
 * unfinished is no line.
 */
export class Lines {
  readonly #decoder = new TextDecoder();
  /** The beginning of a line, in pieces: joined once, so that a long line costs its length and not its square. */
  #begun: string[] = [];

  /** The lines that a chunk ends, without their ends. Empty lines are none. */
  *push(chunk: Uint8Array): Generator<string, void> {
    yield* this.#split(this.#decoder.decode(chunk, { stream: true }));
  }

  /** What stands behind the last line end, when the other side has ended in good order. */
  *end(): Generator<string, void> {
    yield* this.#split(`${this.#decoder.decode()}\n`);
  }

  *#split(text: string): Generator<string, void> {
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.#begun.push(text.slice(from, to));
      from = to + 1;
      const line = this.#begun.join('');
      this.#begun = [];
      const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
      if (bare.trim() !== '') {
        yield bare;
      }
    }
    if (from < text.length) {
      this.#begun.push(text.slice(from));
    }
  }
}
