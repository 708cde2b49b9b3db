import type { Shape } from '../api/shape';
import { Lines } from './lines';

/** A line that was skipped, and why. */
export interface BadLine {
  /** Its beginning. */
  readonly line: string;
  readonly flaw: string;
}

/** Told of lines that were skipped. */
export type Report = (bad: BadLine) => void;

/** For whoever looks into why something is missing. */
export const toConsole: Report = ({ line, flaw }) => console.warn(`A line was skipped: ${flaw}.`, line);

const SHOWN = 200;

/** Values out of chunks of lines of JSON. Each is checked; one that is not what it should be is reported and skipped. */
export class Ndjson<T> {
  readonly #lines = new Lines();
  readonly #shape: Shape<T>;
  readonly #report: Report;

  constructor(shape: Shape<T>, report: Report = toConsole) {
    this.#shape = shape;
    this.#report = report;
  }

  push(chunk: Uint8Array): Generator<T, void> {
    return this.#checked(this.#lines.push(chunk));
  }

  /** The last line, if the other side has ended in good order without ending it. */
  end(): Generator<T, void> {
    return this.#checked(this.#lines.end());
  }

  *#checked(lines: Iterable<string>): Generator<T, void> {
    for (const line of lines) {
      const value = parse(line);
      const flaw = value === undefined ? 'it is not JSON' : this.#shape.flaw(value, 'it');
      if (flaw === undefined) {
        yield value as T;
      } else {
        this.#report({ line: line.slice(0, SHOWN), flaw });
      }
    }
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined; // JSON has no undefined
  }
}
