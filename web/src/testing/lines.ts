import { FakeService } from './service';

/** A body of lines that a test sends one after the other. */
export class Lines {
  readonly response: Response;
  #control!: ReadableStreamDefaultController<Uint8Array>;
  #seq = 0;

  constructor() {
    const body = new ReadableStream<Uint8Array>({ start: (control) => void (this.#control = control) });
    this.response = new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } });
  }

  send(...frames: object[]): void {
    for (const frame of frames) {
      this.#control.enqueue(new TextEncoder().encode(`${JSON.stringify({ seq: ++this.#seq, ...frame })}\n`));
    }
  }

  end(): void {
    this.#control.close();
  }

  break(): void {
    this.#control.error(new TypeError('network'));
  }
}

/** What is answered to a call: a value as JSON, a `Response` as it is, or what a function makes of the question. */
type Said = unknown;

/** A service that answers with values. */
export class Service extends FakeService {
  constructor(answers: Readonly<Record<string, Said>>) {
    super();
    for (const [call, said] of Object.entries(answers)) {
      this.on(call, ({ body, url }) => {
        const answer: unknown =
          typeof said === 'function'
            ? (said as (body: string, url: URL) => unknown)(JSON.stringify(body), new URL(url, location.origin))
            : said;
        return answer instanceof Response ? { response: answer } : { json: answer };
      });
    }
  }

  /** What was asked for, with its query. */
  get requests(): string[] {
    return this.asked.map(({ call, url }) => `${call.split(' ')[0]} ${url}`);
  }
}

export function refusal(status: number, code: string, detail: string): Response {
  return new Response(JSON.stringify({ detail, code }), { status, headers: { 'Content-Type': 'application/json' } });
}
