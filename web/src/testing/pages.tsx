import { render } from '@testing-library/preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import type { ComponentType } from 'preact';
import { useLanguage } from '../i18n';
import { EnvironmentContext } from '../state/environment';
import { browserEnvironment, type Environment } from '../stream';

type Answer = (body: string, url: URL) => unknown;

/** A service that answers what a test says; everything else is not there. A `Response` is given as it is, all else as JSON. */
export class Service {
  readonly asked: string[] = [];
  readonly #answers: readonly (readonly [string, Answer])[];

  constructor(answers: Readonly<Record<string, unknown>>) {
    this.#answers = Object.entries(answers).map(([route, answer]) => [
      route,
      typeof answer === 'function' ? (answer as Answer) : () => answer,
    ]);
  }

  readonly fetch: Environment['fetch'] = async (url, { method = 'GET', body, signal }) => {
    signal?.throwIfAborted();
    const at = new URL(url, 'http://localhost');
    const name = `${method} ${at.pathname}`;
    this.asked.push(`${name}${at.search}`);
    const found = this.#answers.find(([route]) => route === name || route === `${name}${at.search}`);
    if (found === undefined) {
      return json({ detail: 'There is no such thing.', code: 'not_found' }, 404);
    }
    const answer = await found[1](typeof body === 'string' ? body : '', at);
    return answer instanceof Response ? answer : json(answer);
  };
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });
}

/** Lines that a test sends one after the other. */
export class Lines {
  readonly response: Response;
  #control!: ReadableStreamDefaultController<Uint8Array>;
  #seq = 0;

  constructor(headers: Readonly<Record<string, string>> = {}) {
    const body = new ReadableStream<Uint8Array>({ start: (control) => void (this.#control = control) });
    this.response = new Response(body, { headers: { 'Content-Type': 'application/x-ndjson', ...headers } });
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

/** Shows a screen at an address, in English. */
export async function show<P extends object>(Screen: ComponentType<P>, route: string, path: string, service: Service) {
  await useLanguage('en');
  prepare();
  history.replaceState(null, '', path);
  const environment: Environment = {
    ...browserEnvironment(),
    fetch: service.fetch,
    clock: {
      now: () => Date.now(),
      after: (ms, run) => {
        // Nobody waits for a retry in a test; what is patience stays patience.
        const timer = setTimeout(run, ms > 5_000 ? ms : Math.min(ms, 20));
        return () => clearTimeout(timer);
      },
    },
  };
  return render(
    <EnvironmentContext.Provider value={environment}>
      <LocationProvider>
        <Router>
          <Route path={route} component={Screen} />
          <Route default component={() => null} />
        </Router>
      </LocationProvider>
    </EnvironmentContext.Provider>,
  );
}

/** What jsdom does not have. */
function prepare(): void {
  Element.prototype.scrollIntoView = () => {};
  window.scrollTo = () => {};
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
}
