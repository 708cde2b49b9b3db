import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { streamAnswer } from './answer';
import { ASK, BYTES, framed, kinds, TEXT, textOf } from './testing/answers';
import { cutAfter, Loopback } from './testing/loopback';
import { Told } from './testing/world';
import { fromByte } from './utf8';

/** On a real wire: what a broken connection does to bytes under way is nothing to be played. */
let loopback: Loopback;
beforeAll(async () => (loopback = await Loopback.start()));
afterAll(() => loopback.close());

const encoder = new TextEncoder();

/** Where a request begins, and a check of its form. */
function offsetOf(request: IncomingMessage): number {
  expect(request.headers.accept).toBe('application/x-ndjson');
  const url = new URL(request.url ?? '', 'http://x');
  expect(`${request.method} ${url.pathname}`).toBeOneOf(['POST /api/chat/stream', 'GET /api/chat/streams/s1/content']);
  return Number(url.searchParams.get('offset') ?? 0);
}

function head(response: ServerResponse): void {
  response.writeHead(200, { 'X-Stream-Id': 's1' });
}

async function all<E>(stream: (world: ReturnType<Loopback['world']>) => AsyncIterable<E>): Promise<E[]> {
  const world = loopback.world();
  const told = new Told(stream(world));
  await told.end;
  expect(told.failure).toBeNull();
  await loopback.untilIdle();
  await world.expectQuiet();
  return told.events;
}

test('a framed answer that is cut at any byte of its lines tells each thing once', async () => {
  const whole = encoder.encode(framed(0));
  for (let cut = 0; cut < whole.length; cut++) {
    let requests = 0;
    loopback.handler = (request, response) => {
      requests += 1;
      const offset = offsetOf(request);
      head(response);
      const bytes = encoder.encode(framed(offset));
      if (requests === 1) {
        cutAfter(response, bytes.subarray(0, cut));
      } else {
        response.end(bytes);
      }
    };
    const events = await all((world) => streamAnswer(world.environment, ASK, { report: world.report }));
    expect(textOf(events), `cut at ${cut}`).toBe(TEXT);
    const told = kinds(events).filter((kind) => !['delta', 'live', 'reconnecting'].includes(kind));
    expect(told, `cut at ${cut}`).toEqual(['connecting', 'meta', 'meta', 'sources', 'notice', 'usage', 'done']);
    expect(requests, `cut at ${cut}`).toBe(2);
  }
}, 60_000);

test('an answer of which each connection carries one piece arrives whole', async () => {
  let requests = 0;
  loopback.handler = (request, response) => {
    requests += 1;
    head(response);
    const told = framed(offsetOf(request)).split(/(?<=\n)/);
    const first = told.findIndex((line) => line.includes('"delta"'));
    cutAfter(response, encoder.encode(told.slice(0, first < 0 ? undefined : first + 1).join('')));
  };
  const events = await all((world) => streamAnswer(world.environment, ASK, { report: world.report }));
  expect(textOf(events)).toBe(TEXT);
  expect(requests).toBeGreaterThan(3);
});

test('a framed answer may begin anywhere, and the service may begin with a whole character', async () => {
  for (let offset = 0; offset <= BYTES.length; offset++) {
    loopback.handler = (request, response) => {
      head(response);
      response.end(framed(offsetOf(request)));
    };
    const events = await all((world) => streamAnswer(world.environment, { streamId: 's1', offset }));
    const { from, text } = fromByte(TEXT, offset);
    expect(textOf(events, from), `from ${offset}`).toBe(text);
  }
});

test('a reader who leaves closes the connection within a second', async () => {
  const left = new Promise<void>((resolve) => {
    loopback.handler = (_, response) => {
      head(response);
      response.write(framed(0).slice(0, 600));
      response.on('close', resolve);
    };
  });
  const world = loopback.world();
  for await (const event of streamAnswer(world.environment, ASK, { signal: world.unmount.signal })) {
    if (event.type === 'delta') {
      break;
    }
  }
  const begun = performance.now();
  await left;
  expect(performance.now() - begun).toBeLessThan(1_000);
  await loopback.untilIdle();
  await world.expectQuiet();
});
