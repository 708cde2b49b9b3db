/** What a scripted server does with one request. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly chunks?: readonly (string | Uint8Array)[];
  /** How the body ends: in good order, with the connection, or not yet. */
  readonly then?: 'end' | 'break' | 'hang';
  /** No head ever comes. */
  readonly silent?: boolean;
  /** Nobody listens. */
  readonly unreachable?: boolean;
}

export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

const encoder = new TextEncoder();

/** A body that a test writes as it goes. */
export class Body {
  readonly stream: ReadableStream<Uint8Array>;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  open = true;

  constructor(signal: AbortSignal) {
    this.stream = new ReadableStream({
      start: (controller) => void (this.#controller = controller),
      cancel: () => void (this.open = false),
    });
    signal.addEventListener('abort', () => this.break(new DOMException('aborted', 'AbortError')), { once: true });
  }

  push(chunk: string | Uint8Array): void {
    this.#controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
  }

  end(): void {
    if (this.open) {
      this.open = false;
      this.#controller.close();
    }
  }

  break(why: unknown = new TypeError('network error')): void {
    if (this.open) {
      this.open = false;
      this.#controller.error(why);
    }
  }
}

/** Answers one request after the other as it was told; more of them are a mistake. */
export class ScriptedServer {
  readonly asked: Asked[] = [];
  readonly bodies: Body[] = [];
  readonly #script: Scripted[];
  #waiting = 0;

  constructor(script: readonly Scripted[] = []) {
    this.#script = [...script];
  }

  /** What comes next. */
  then(...more: Scripted[]): void {
    this.#script.push(...more);
  }

  /** How many requests are under way, or have an unfinished body. */
  get open(): number {
    return this.#waiting + this.bodies.filter((body) => body.open).length;
  }

  /** The newest body. */
  get live(): Body {
    const body = this.bodies.at(-1);
    if (body === undefined) {
      throw new Error('nothing was asked for');
    }
    return body;
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const signal = init.signal as AbortSignal;
    this.asked.push({
      url,
      method: init.method ?? 'GET',
      headers: init.headers as Record<string, string>,
      body: (init.body as string | undefined) ?? null,
    });
    const next = this.#script.shift();
    if (next === undefined) {
      throw new Error(`nobody expected ${url}`);
    }
    if (next.unreachable) {
      throw new TypeError('Failed to fetch');
    }
    if (next.silent) {
      return this.#never(signal);
    }
    const body = new Body(signal);
    this.bodies.push(body);
    next.chunks?.forEach((chunk) => body.push(chunk));
    if (next.then === 'break') {
      // A stream that is broken forgets what waits in it: it has to be read first.
      setImmediate(() => setImmediate(() => body.break()));
    } else if (next.then !== 'hang') {
      body.end();
    }
    return new Response(body.stream, { status: next.status ?? 200, headers: next.headers ?? {} });
  };

  #never(signal: AbortSignal): Promise<Response> {
    this.#waiting += 1;
    return new Promise((_, reject) => {
      const aborted = () => {
        this.#waiting -= 1;
        reject(new DOMException('aborted', 'AbortError'));
      };
      signal.addEventListener('abort', aborted, { once: true });
    });
  }
}
