import { expect, test } from 'vitest';
import { Connection } from './connection';
import { StreamFailure } from './failure';
import { settled } from './testing/clocks';
import type { Scripted } from './testing/scriptedServer';
import { scripted, Told } from './testing/world';

const TIMEOUT = 60_000;
const decoder = new TextDecoder();

function opening(...script: Scripted[]) {
  const world = scripted(...script);
  const opened = Connection.open(world.environment, { url: '/x' }, TIMEOUT, world.unmount.signal);
  const failure = opened.then(
    () => null,
    (error: unknown) => error as StreamFailure,
  );
  return { world, opened, failure };
}

async function reading(...script: Scripted[]) {
  const { world, opened } = opening(...script);
  const told = new Told((await opened).chunks());
  await settled();
  return { world, told, text: () => told.events.map((chunk) => decoder.decode(chunk!)).join('') };
}

test('the body comes chunk by chunk, and nothing is left behind', async () => {
  const { world, told, text } = await reading({ chunks: ['a', 'b'], then: 'hang' });
  expect(text()).toBe('ab');
  world.server.live.push('c');
  world.server.live.end();
  await told.end;
  expect(text()).toBe('abc');
  expect(told.failure).toBeNull();
  await world.expectQuiet();
});

test('the timeout covers the connect', async () => {
  const { world, failure } = opening({ silent: true });
  await world.clock.advance(TIMEOUT - 1);
  expect(world.server.open).toBe(1);
  await world.clock.advance(1);
  expect((await failure)?.kind).toBe('timeout');
  await world.expectQuiet();
});

test('the timeout covers the wait for the first byte after the head', async () => {
  const { world, failure } = opening({ then: 'hang' });
  await world.clock.advance(TIMEOUT);
  expect((await failure)?.kind).toBe('timeout');
  await world.expectQuiet();
});

test('each chunk begins the timeout anew', async () => {
  const { world, told, text } = await reading({ chunks: ['0'], then: 'hang' });
  for (let i = 1; i <= 5; i++) {
    await world.clock.advance(TIMEOUT - 1);
    world.server.live.push(String(i));
    await settled();
  }
  expect(text()).toBe('012345');
  await world.clock.advance(TIMEOUT);
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'timeout' });
  await world.expectQuiet();
});

test('a reader who takes his time is no silence', async () => {
  const { world, opened } = opening({ chunks: ['a'], then: 'hang' });
  const chunks = (await opened).chunks();
  await chunks.next();
  await world.clock.advance(10 * TIMEOUT);
  world.server.live.push('b');
  world.server.live.end();
  expect(decoder.decode((await chunks.next()).value!)).toBe('b');
  expect((await chunks.next()).done).toBe(true);
  await world.expectQuiet();
});

test('whoever comes back after the machine slept does not wait for a timer that stood still', async () => {
  const { world, told } = await reading({ chunks: ['a'], then: 'hang' });
  world.clock.sleep(TIMEOUT - 1);
  await world.visibility.set(false);
  expect(told.over).toBe(false);
  world.clock.sleep(1);
  await world.visibility.set(false);
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'timeout' });
  await world.expectQuiet();
});

test('a silence is told once for each wait, and what comes after it still comes', async () => {
  const { world, opened } = opening({ chunks: ['a'], then: 'hang' });
  const told = new Told((await opened).chunks(10_000));
  await world.clock.advance(30_000);
  expect(told.events.slice(1)).toEqual([null]);
  world.server.live.push('b');
  await world.clock.advance(10_000);
  expect(told.events).toHaveLength(4);
  expect(told.events[3]).toBeNull();
  world.server.live.end();
  await told.end;
  await world.expectQuiet();
});

test.each<[string, Scripted, string]>([
  ['nobody listens', { unreachable: true }, 'network'],
  ['the connection breaks before the first byte', { then: 'break' }, 'network'],
])('no connection: %s', async (_, answer, kind) => {
  const { world, failure } = opening(answer);
  expect((await failure)?.kind).toBe(kind);
  await world.expectQuiet();
});

test('a connection that breaks is a failure of the network', async () => {
  const { world, told, text } = await reading({ chunks: ['a'], then: 'break' });
  await told.end;
  expect(text()).toBe('a');
  expect(told.failure).toMatchObject({ kind: 'network' });
  await world.expectQuiet();
});

test('a refusal says what the server says', async () => {
  const body = { detail: 'Wait a bit.', code: 'too_many_requests', request_id: 'r1', errors: [] };
  const { world, failure } = opening({
    status: 429,
    headers: { 'Retry-After': '7', 'X-Request-Id': 'r0' },
    chunks: [JSON.stringify(body)],
  });
  expect(await failure).toMatchObject({
    kind: 'refused',
    message: 'Wait a bit.',
    refusal: { status: 429, code: 'too_many_requests', requestId: 'r1', fields: [], retryAfter: 7_000 },
  });
  await world.expectQuiet();
});

test('a refusal by something else than the service is told by its status', async () => {
  const { world, failure } = opening({ status: 502, headers: { 'X-Request-Id': 'r0' }, chunks: ['<html>Bad'] });
  expect(await failure).toMatchObject({
    message: 'The server answered 502.',
    refusal: { status: 502, code: '', requestId: 'r0', retryAfter: null },
  });
  await world.expectQuiet();
});

test.each<[string, Scripted]>([
  ['before the head', { silent: true }],
  ['after the head', { then: 'hang' }],
  ['within a refusal', { status: 500, chunks: ['{'], then: 'hang' }],
])('it can be called off %s', async (_, answer) => {
  const { world, failure } = opening(answer);
  await settled();
  world.unmount.abort();
  expect((await failure)?.kind).toBe('aborted');
  await world.expectQuiet();
});

test('it can be called off before it begins: then nothing is asked for', async () => {
  const world = scripted();
  world.unmount.abort();
  const opened = Connection.open(world.environment, { url: '/x' }, TIMEOUT, world.unmount.signal);
  await expect(opened).rejects.toMatchObject({ kind: 'aborted' });
  expect(world.server.asked).toEqual([]);
  await world.expectQuiet();
});

test('it can be called off within the body', async () => {
  const { world, told } = await reading({ chunks: ['a'], then: 'hang' });
  world.unmount.abort();
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'aborted' });
  await world.expectQuiet();
});

test('it can be called off within a silence that was told', async () => {
  const { world, opened } = opening({ chunks: ['a'], then: 'hang' });
  const told = new Told((await opened).chunks(10_000));
  await world.clock.advance(20_000);
  world.unmount.abort();
  await told.end;
  expect(told.failure).toMatchObject({ kind: 'aborted' });
  await world.expectQuiet();
});

test('a reader who leaves closes it', async () => {
  const { world, opened } = opening({ chunks: ['a', 'b'], then: 'hang' });
  for await (const chunk of (await opened).chunks()) {
    expect(chunk).not.toBeNull();
    break;
  }
  await world.expectQuiet();
});
