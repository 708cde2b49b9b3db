import type { Environment } from '../stream';
import { Slots } from '../stream/slots';
import { Body } from '../stream/testing/scriptedServer';
import { SettableVisibility } from '../stream/testing/world';

/** What came over the wire. */
export interface Asked {
  readonly call: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  /** As it is. */
  readonly response?: Response;
  /** A stream that the test writes: it is found in `bodies`. */
  readonly stream?: true;
  /** Nobody listens. */
  readonly unreachable?: true;
}

type Handler = Answer | ((asked: Asked) => Answer);

/** A service in memory: what is answered to which call, as `GET /api/wikis`; the query does not count. The last word counts. */
export class FakeService {
  readonly asked: Asked[] = [];
  readonly bodies: Body[] = [];
  readonly visibility = new SettableVisibility();
  readonly environment: Environment;
  readonly #answers = new Map<string, Handler>();

  constructor(answers: Readonly<Record<string, Handler>> = {}) {
    Object.entries(answers).forEach(([call, answer]) => this.on(call, answer));
    this.environment = {
      fetch: (url, init) => this.#answer(url, init),
      clock: {
        now: () => Date.now(),
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
      visibility: this.visibility,
      random: () => 0,
      newId: () => 'id',
      slots: new Slots(),
    };
  }

  on(call: string, answer: Handler): this {
    this.#answers.set(call, answer);
    return this;
  }

  /** What was asked for, newest last; of one call only, if it is named. */
  calls(call?: string): string[] {
    return this.asked.filter((asked) => call === undefined || asked.call === call).map((asked) => `${asked.call}`);
  }

  bodyOf(call: string): unknown {
    return this.asked.findLast((asked) => asked.call === call)?.body;
  }

  async #answer(url: string, init: RequestInit): Promise<Response> {
    const path = url.split('?')[0] ?? url;
    const call = `${init.method ?? 'GET'} ${path}`;
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : null;
    const asked = { call, url, body, headers: new Headers(init.headers) };
    this.asked.push(asked);
    const found = this.#answers.get(call);
    const answer = typeof found === 'function' ? found(asked) : found;
    if (answer === undefined) {
      return json(404, { detail: `Nobody answers ${call}.`, code: 'not_found' });
    }
    if (answer.unreachable) {
      throw new TypeError('Failed to fetch');
    }
    if (answer.response !== undefined) {
      return answer.response;
    }
    if (answer.stream) {
      const body = new Body(init.signal as AbortSignal);
      this.bodies.push(body);
      return new Response(body.stream, { status: 200 });
    }
    return json(answer.status ?? 200, answer.json);
  }
}

function json(status: number, value: unknown): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });
}
