import { expect, test } from 'vitest';
import { streamAnswer } from './answer';
import type { AnswerSource } from './chatRequests';
import { ASK, BYTES, delta, done, kinds, lines, meta, TEXT, textOf } from './testing/answers';
import { settled } from './testing/clocks';
import type { Scripted } from './testing/scriptedServer';
import { scripted, Told } from './testing/world';

const HEADERS = { 'X-Stream-Id': 's1' };
const answer = (...frames: object[]): Scripted => ({ headers: HEADERS, chunks: [lines(...frames)] });
const begun = (...frames: object[]): Scripted => ({ ...answer(...frames), then: 'hang' });

function asking(source: AnswerSource, ...script: Scripted[]) {
  const world = scripted(...script);
  const told = new Told(streamAnswer(world.environment, source, { signal: world.unmount.signal }));
  return { world, told };
}

test('an answer that needs its reader stays connected when the tab is hidden', async () => {
  const { world, told } = asking(ASK, begun(meta()));
  await world.visibility.set(true);
  expect(world.server.open).toBe(1);
  world.server.live.push(lines(done(0)));
  await told.end;
  expect(world.server.asked[0]?.headers).not.toHaveProperty('X-Stream-Detach');
  await world.expectQuiet();
});

const look = (state: string): Scripted => ({ chunks: [JSON.stringify({ id: 's1', state, bytes: 3 })] });

test('one that does not is left when the tab is hidden, looked at, and gone on with when somebody comes back', async () => {
  const { world, told } = asking({ ...ASK, detach: true }, begun(meta(), delta(0, 'ab')));
  await settled();
  expect(world.server.asked[0]?.headers['X-Stream-Detach']).toBe('continue');
  await world.visibility.set(true);
  expect(world.server.open).toBe(0);
  expect(world.slots.free).toBe(2);
  world.server.then(look('running'), { unreachable: true }, answer(meta(), delta(2, 'c'), done(3)));
  await world.clock.advance(30_000);
  expect(world.server.asked.slice(1).map(({ url }) => url)).toEqual(['/api/chat/streams/s1', '/api/chat/streams/s1']);
  await world.visibility.set(false);
  await told.end;
  expect(kinds(told.events)).toEqual(['connecting', 'live', 'meta', 'delta', 'away', 'live', 'delta', 'done']);
  expect(textOf(told.events)).toBe('abc');
  await world.expectQuiet();
});

test('one that ends while nobody looks is fetched to its end', async () => {
  const { world, told } = asking({ ...ASK, detach: true }, begun(meta(), delta(0, 'ab')));
  await settled();
  world.server.then(look('completed'), answer(meta(), delta(2, 'c'), done(3)));
  await world.visibility.set(true);
  await world.clock.advance(15_000);
  await told.end;
  expect(textOf(told.events)).toBe('abc');
  expect(told.events.at(-1)).toMatchObject({ type: 'done' });
  await world.expectQuiet();
});

test('one that was left can be called off, and one that is gone is a failure', async () => {
  const left = asking({ ...ASK, detach: true }, begun(meta()));
  await settled();
  await left.world.visibility.set(true);
  left.world.unmount.abort();
  await left.told.end;
  expect(left.told.failure).toMatchObject({ kind: 'aborted' });
  await left.world.expectQuiet();

  const gone = asking({ ...ASK, detach: true }, begun(meta()), { status: 404 });
  await settled();
  await gone.world.visibility.set(true);
  await gone.world.clock.advance(15_000);
  await gone.told.end;
  expect(gone.told.failure).toMatchObject({ refusal: { status: 404 } });
  await gone.world.expectQuiet();
});

test('one that is called off while it waits for a slot ends', async () => {
  const { world, told } = asking({ ...ASK, detach: true }, begun(meta()));
  const slots = [await world.slots.take(world.unmount.signal)];
  const third = new Told(streamAnswer(world.environment, { ...ASK, detach: true }, { signal: world.unmount.signal }));
  await settled();
  expect(world.server.asked).toHaveLength(1);
  world.unmount.abort();
  await Promise.all([told.end, third.end]);
  expect(third.failure).toMatchObject({ kind: 'aborted' });
  slots.forEach((slot) => slot?.release());
  await world.expectQuiet();
});

test('a question asked in a hidden tab is asked all the same', async () => {
  const world = scripted(answer(meta(), delta(0, TEXT), done(BYTES.length)));
  await world.visibility.set(true);
  const told = new Told(streamAnswer(world.environment, { ...ASK, detach: true }, { signal: world.unmount.signal }));
  await told.end;
  expect(textOf(told.events)).toBe(TEXT);
  await world.expectQuiet();
});
