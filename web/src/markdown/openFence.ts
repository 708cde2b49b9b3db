/** A fence that has begun and has not ended: its text is appended as it comes, and parsed by nobody. */
export class OpenFence {
  readonly #code: Element;
  readonly #closing: RegExp;
  readonly #indent: RegExp | null;
  readonly #partial = document.createTextNode('');
  #chunk: Text | null = null;
  #chunkLength = 0;

  /** @param code where the text goes */
  constructor(opening: Opening, code: Element) {
    this.#code = code;
    this.#closing = new RegExp(`^ {0,3}${opening.mark}{${opening.length},}[ \\t]*$`);
    this.#indent = opening.indent === 0 ? null : new RegExp(`^ {1,${opening.indent}}`);
    code.replaceChildren(this.#partial);
  }

  /** Takes what it can of a text; tells how much that was, and whether it has ended. The last line may be half there. */
  take(text: string): { taken: number; closed: boolean } {
    let at = 0;
    const lines: string[] = [];
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      const line = text.slice(at, end);
      at = end + 1;
      if (this.#closing.test(line)) {
        this.#append(lines);
        this.#partial.data = '';
        return { taken: at, closed: true };
      }
      lines.push(this.#indent === null ? line : line.replace(this.#indent, ''));
    }
    this.#append(lines);
    const rest = text.slice(at);
    this.#partial.data = /^ {0,3}[`~]+[ \t]*$/.test(rest) ? '' : rest;
    return { taken: at, closed: false };
  }

  /** The text ends without its end. */
  end(rest: string): void {
    this.#partial.data = this.#closing.test(rest) ? '' : rest;
  }

  /** In boxes of some length: a browser lays out a box anew with every letter that comes into it. */
  #append(lines: readonly string[]): void {
    for (const line of lines) {
      if (this.#chunk === null || this.#chunkLength > 8_000) {
        const box = document.createElement('span');
        box.className = 'chunk';
        this.#chunk = document.createTextNode('');
        this.#chunkLength = 0;
        box.append(this.#chunk);
        this.#code.insertBefore(box, this.#partial);
      }
      this.#chunk.appendData(`${line}\n`);
      this.#chunkLength += line.length + 1;
    }
  }
}

/** The first line of a fence. */
export interface Opening {
  readonly line: string;
  readonly indent: number;
  readonly mark: '`' | '~';
  readonly length: number;
}

/** The fence that a text begins with, once its first line is there; null if it does not. */
export function openingOf(text: string): Opening | null {
  const found = /^( {0,3})(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)\n/.exec(text);
  if (found === null) {
    return null;
  }
  const marks = found[2] ?? found[3] ?? '';
  return {
    line: found[0],
    indent: found[1]?.length ?? 0,
    mark: found[2] === undefined ? '~' : '`',
    length: marks.length,
  };
}
