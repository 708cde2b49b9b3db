import type { Environment } from './environment';
import { StreamFailure } from './failure';
import { pause } from './pause';
import { retryAfter } from './retryAfter';
import { Watchdog } from './watchdog';

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;
const NOTHING: Read = { done: true, value: undefined };

/** One request, and its body as it comes. Whoever opens it closes it, or reads it to its end. */
export class Connection {
  readonly #environment: Environment;
  readonly #signal: AbortSignal;
  readonly #request = new AbortController();
  readonly #abort = () => this.#request.abort();
  readonly #watchdog: Watchdog;
  #response: Response | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #first: Read = NOTHING;

  private constructor(environment: Environment, timeout: number, signal: AbortSignal) {
    this.#environment = environment;
    this.#signal = signal;
    this.#watchdog = new Watchdog(environment, timeout, this.#abort);
    signal.addEventListener('abort', this.#abort);
  }

  /**
   * Sends a request, and waits for the first byte of a good answer: until then it can be sent again.
   *
   * @param timeout how many milliseconds nothing may come, now and later
   * @throws StreamFailure
   */
  static async open(
    environment: Environment,
    request: HttpRequest,
    timeout: number,
    signal: AbortSignal,
  ): Promise<Connection> {
    const connection = new Connection(environment, timeout, signal);
    try {
      await connection.#open(request);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Of the answer. */
  header(name: string): string | null {
    return this.#response?.headers.get(name) ?? null;
  }

  /**
   * The body, chunk by chunk; `null` stands for a silence of `overdue` milliseconds. Closes the connection when it is left.
   *
   * @throws StreamFailure
   */
  async *chunks(overdue = Infinity): AsyncGenerator<Uint8Array | null, void> {
    try {
      for (let next = this.#first; !next.done;) {
        if (next.value.length > 0) {
          yield next.value;
        }
        const reading = this.#await(() => this.#read());
        if (overdue !== Infinity && (await this.#late(reading, overdue))) {
          yield null;
        }
        next = await reading;
      }
    } finally {
      this.close();
    }
  }

  /** The whole body, as text. */
  async text(): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of this.chunks()) {
      text += decoder.decode(chunk ?? undefined, { stream: true });
    }
    return text + decoder.decode();
  }

  /** May be called at any time, and again. */
  close(): void {
    this.#watchdog.stop();
    this.#signal.removeEventListener('abort', this.#abort);
    this.#request.abort();
  }

  async #open({ url, method = 'GET', headers = {}, body }: HttpRequest): Promise<void> {
    const init: RequestInit = {
      method,
      headers,
      cache: 'no-store',
      credentials: 'same-origin',
      signal: this.#request.signal,
      ...(body === undefined ? {} : { body }),
    };
    const response = await this.#await(() => this.#environment.fetch(url, init));
    this.#response = response;
    this.#reader = response.body?.getReader() ?? null;
    this.#first = await this.#await(() => this.#read());
    if (!response.ok) {
      const wait = retryAfter(this.header('Retry-After'), this.#environment.clock.now());
      throw StreamFailure.refused(response.status, await this.text(), this.header('X-Request-Id'), wait);
    }
  }

  #read(): Promise<Read> {
    return this.#reader?.read() ?? Promise.resolve(NOTHING);
  }

  /** Lets the other side do something, for as long as we have patience. */
  async #await<T>(work: () => Promise<T>): Promise<T> {
    this.#throwIfAborted();
    this.#watchdog.arm();
    try {
      return await work();
    } catch (error) {
      this.#throwIfAborted();
      throw this.#watchdog.bitten
        ? new StreamFailure('timeout', 'Nothing came for too long.')
        : new StreamFailure('network', 'The connection was lost.', { cause: error });
    } finally {
      this.#watchdog.disarm();
    }
  }

  #throwIfAborted(): void {
    if (this.#signal.aborted) {
      throw new StreamFailure('aborted', 'It was called off.');
    }
  }

  /** Whether a read takes longer than `ms`. Its failure is told to whoever awaits the read. */
  async #late(reading: Promise<Read>, ms: number): Promise<boolean> {
    const over = new AbortController();
    const done = () => over.abort();
    reading.then(done, done);
    await pause(this.#environment, ms, over.signal);
    return !over.signal.aborted;
  }
}
