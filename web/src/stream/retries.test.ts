import { expect, test } from 'vitest';
import { streamAnswer } from './answer';
import { ASK, BYTES, delta, done, lines, meta, TEXT, textOf } from './testing/answers';
import { settled } from './testing/clocks';
import type { Scripted } from './testing/scriptedServer';
import { scripted, Told } from './testing/world';

const HEADERS = { 'X-Stream-Id': 's1' };
const GOOD: Scripted = { headers: HEADERS, chunks: [lines(meta(), delta(0, 'good'), done(4))] };
const BEGUN: Scripted = { headers: HEADERS, chunks: [lines(meta(), delta(0, 'a'))] };
const refusal = (status: number, headers = {}): Scripted => ({
  status,
  headers,
  chunks: ['{"detail":"No.","code":"c"}'],
});

function asking(...script: Scripted[]) {
  const world = scripted(...script);
  return { world, told: new Told(streamAnswer(world.environment, ASK, { signal: world.unmount.signal })) };
}

test.each<[string, Scripted, boolean]>([
  ['nobody listens', { unreachable: true }, true],
  ['the connection breaks before the first byte', { headers: { 'X-Stream-Id': 's1' }, then: 'break' }, true],
  ...[400, 401, 403, 404, 405, 409, 410, 413, 416, 422, 425, 451].map((status): [string, Scripted, boolean] => [
    `status ${status}`,
    refusal(status),
    false,
  ]),
  ...[408, 429, 500, 502, 503, 504].map((status): [string, Scripted, boolean] => [
    `status ${status}`,
    refusal(status),
    true,
  ]),
])('before the first byte: %s', async (_, trouble, retried) => {
  const { world, told } = asking(trouble);
  await settled();
  world.server.then(GOOD);
  await world.clock.advance(499);
  expect(world.server.asked).toHaveLength(1);
  await world.clock.advance(1);
  await told.end;
  expect(textOf(told.events)).toBe(retried ? 'good' : '');
  expect(told.failure === null).toBe(retried);
  expect(world.server.asked).toHaveLength(retried ? 2 : 1);
  await world.expectQuiet();
});

test('a request is sent three times, after one and two seconds with jitter, and under one name', async () => {
  const { world, told } = asking(refusal(500), refusal(500), refusal(500));
  await settled();
  expect(world.clock.waits).toEqual([500]);
  await world.clock.advance(500);
  expect(world.clock.waits).toEqual([1_000]);
  await world.clock.advance(1_000);
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'refused', message: 'No.', refusal: { status: 500 } });
  expect(new Set(world.server.asked.map((asked) => JSON.stringify(asked))).size).toBe(1);
  expect(world.server.asked[0]).toMatchObject({
    url: '/api/chat/stream',
    method: 'POST',
    headers: { 'Idempotency-Key': 'id-1', 'Content-Type': 'application/json', Accept: 'application/x-ndjson' },
    body: JSON.stringify(ASK.ask),
  });
  await world.expectQuiet();
});

test.each([
  ['7', 7_000],
  ['Mon, 05 Jan 2026 12:00:09 GMT', 9_000],
  ['Monday, 05-Jan-26 12:00:09 GMT', 9_000],
  ['Mon Jan  5 12:00:09 2026', 9_000],
])('Retry-After: %s is honoured, also if somebody comes back to the tab meanwhile', async (header, wait) => {
  const { world, told } = asking(refusal(429, { 'Retry-After': header }), GOOD);
  await settled();
  await world.visibility.set(true);
  await world.visibility.set(false);
  await world.clock.advance(wait - 1);
  expect(world.server.asked).toHaveLength(1);
  await world.clock.advance(1);
  await told.end;
  expect(textOf(told.events)).toBe('good');
  await world.expectQuiet();
});

test('who asks for an hour is not asked again', async () => {
  const { world, told } = asking(refusal(503, { 'Retry-After': '3600' }));
  await told.end;
  expect(told.failure).toMatchObject({ refusal: { retryAfter: 3_600_000 } });
  await world.expectQuiet();
});

test('a timeout before the first byte is a reason to try again', async () => {
  const { world, told } = asking({ silent: true }, GOOD);
  await world.clock.advance(60_500);
  await told.end;
  expect(textOf(told.events)).toBe('good');
  await world.expectQuiet();
});

test('who comes back to the tab, or to the network, does not sit out a delay', async () => {
  const { world, told } = asking({ unreachable: true }, GOOD);
  await settled();
  await world.visibility.set(false);
  await told.end;
  expect(textOf(told.events)).toBe('good');
  await world.expectQuiet();
});

test.each<[string, Scripted, string]>([
  ['while it connects', { silent: true }, ''],
  ['before the first byte', { then: 'hang' }, ''],
  ['while it waits for a retry', { unreachable: true }, ''],
  ['after the first byte', { ...BEGUN, then: 'hang' }, 'a'],
  ['while it waits to go on', { ...BEGUN, then: 'break' }, 'a'],
])('called off %s it ends at once, and nothing is tried again', async (_, answer, text) => {
  const { world, told } = asking(answer);
  await settled();
  expect(told.over).toBe(false);
  world.unmount.abort();
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'aborted' });
  expect(textOf(told.events)).toBe(text);
  expect(world.server.asked).toHaveLength(1);
  await world.expectQuiet();
});

test('once something has come the question is never asked again', async () => {
  const { world, told } = asking({ chunks: ['no name'], then: 'break' });
  await world.clock.advance(600_000);
  expect(told.failure).toMatchObject({ kind: 'network' });
  expect(world.server.asked).toHaveLength(1);
  await world.expectQuiet();
});

test('going on gives up when eight attempts in a row bring nothing; a step forward gives the patience back', async () => {
  const broken = (...frames: object[]): Scripted => ({ headers: HEADERS, chunks: [lines(...frames)], then: 'break' });
  const eight = Array.from({ length: 7 }, () => broken());
  const { world, told } = asking(
    ...[broken(meta(), delta(0, 'a')), ...eight],
    ...[broken(meta(), delta(1, 'b')), ...eight, broken()],
  );
  await world.clock.advance(200_000);
  await told.end;
  expect(textOf(told.events)).toBe('ab');
  expect(told.failure).toMatchObject({ kind: 'network' });
  const offsets = world.server.asked.slice(1).map(({ url }) => url.replace('/api/chat/streams/s1/content?offset=', ''));
  expect(offsets).toEqual([...Array<string>(8).fill('1'), ...Array<string>(8).fill('2')]);
  await world.expectQuiet();
});

test.each([404, 410, 416])('a stream that cannot be gone on with (%d) is a failure', async (status) => {
  const { world, told } = asking({ ...BEGUN, then: 'break' }, refusal(status));
  await world.clock.advance(1_000);
  await told.end;
  expect(told.failure).toMatchObject({ refusal: { status } });
  await world.expectQuiet();
});

test('the options change the numbers', async () => {
  const world = scripted({ silent: true }, { unreachable: true });
  const options = { timeout: 10, retries: 1, retryDelay: 2_000, signal: world.unmount.signal };
  const told = new Told(streamAnswer(world.environment, ASK, options));
  await world.clock.advance(10);
  expect(world.clock.waits).toEqual([1_000]);
  await world.clock.advance(1_000);
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'network' });
  await world.expectQuiet();
});

test('a third stream waits for a slot, and may be called off while it waits', async () => {
  const hanging: Scripted = { headers: HEADERS, chunks: [lines(meta())], then: 'hang' };
  const world = scripted(hanging, hanging, { ...GOOD, chunks: [lines(meta(), delta(0, TEXT), done(BYTES.length))] });
  const off = new AbortController();
  const stream = (signal: AbortSignal) => new Told(streamAnswer(world.environment, ASK, { signal }));
  const [first, second] = [stream(world.unmount.signal), stream(world.unmount.signal)];
  const third = stream(off.signal);
  const fourth = stream(world.unmount.signal);
  await settled();
  expect(world.server.asked).toHaveLength(2);
  off.abort();
  await third.end;
  expect(third.failure).toMatchObject({ kind: 'aborted' });
  world.server.bodies[0]?.push(lines(done(0)));
  await first.end;
  await fourth.end;
  expect(fourth.failure).toBeNull();
  world.unmount.abort();
  await second.end;
  await world.expectQuiet();
});
