import type { ChatRequests } from './chatRequests';
import type { HttpRequest } from './connection';
import type { Reading } from './persist';

/** An answer that is nothing but its text. It is gone on with at the byte, also within a character. */
export class PlainReading implements Reading<string> {
  readonly #requests: ChatRequests;
  /** One for all connections: half a character waits in it for the other half. */
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #bytes = 0;
  #whole = false;

  constructor(requests: ChatRequests) {
    this.#requests = requests;
  }

  begun(): boolean {
    return this.#bytes > 0;
  }

  first(): HttpRequest {
    return this.#requests.first();
  }

  rest(): HttpRequest | null {
    return this.#requests.rest(this.#requests.offset + this.#bytes);
  }

  *opened(header: (name: string) => string | null): Generator<string> {
    this.#requests.named(header('X-Stream-Id'));
  }

  *take(chunk: Uint8Array): Generator<string> {
    this.#bytes += chunk.length;
    yield* shown(this.#decoder.decode(chunk, { stream: true }));
  }

  *silent(): Generator<string> {}

  *ended(): Generator<string> {
    this.#whole = true;
    yield* shown(this.#decoder.decode());
  }

  *lost(): Generator<string> {}

  whole(): boolean {
    return this.#whole;
  }

  progress(): number {
    return this.#bytes;
  }
}

function shown(text: string): string[] {
  return text === '' ? [] : [text];
}
