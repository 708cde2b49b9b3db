import { expect, test } from 'vitest';
import { streamAnswer } from './answer';
import type { AnswerSource } from './chatRequests';
import { ASK, delta, done, failed, framed, kinds, lines, meta, notice, TEXT, textOf, usage } from './testing/answers';
import type { Scripted } from './testing/scriptedServer';
import { scripted, Told } from './testing/world';

const HEADERS = { 'X-Stream-Id': 's1' };
const answer = (...frames: object[]): Scripted => ({ headers: HEADERS, chunks: [lines(...frames)] });
const cut = (...frames: object[]): Scripted => ({ ...answer(...frames), then: 'break' });
const begun = (...frames: object[]): Scripted => ({ ...answer(...frames), then: 'hang' });

function asking(source: AnswerSource, ...script: Scripted[]) {
  const world = scripted(...script);
  const told = new Told(
    streamAnswer(world.environment, source, { signal: world.unmount.signal, report: world.report }),
  );
  return { world, told };
}

/** An answer that needs some time, but no test's. */
async function asked(...script: Scripted[]) {
  const { world, told } = asking(ASK, ...script);
  await world.clock.advance(120_000);
  await told.end;
  await world.expectQuiet();
  return { world, told };
}

test('an answer tells its lines as they are, and how the connection is', async () => {
  const { world, told } = await asked({ headers: HEADERS, chunks: [framed(0)] });
  expect(kinds(told.events)).toEqual([
    'connecting',
    'live',
    'meta',
    'meta',
    'sources',
    'notice',
    'delta',
    'usage',
    'done',
  ]);
  expect(textOf(told.events)).toBe(TEXT);
  expect(told.events.at(-1)).toMatchObject(done());
  expect(world.server.asked[0]?.headers.Accept).toBe('application/x-ndjson');
  expect(world.bad).toEqual([]);
});

test('it ends at the last line: what comes after it is nothing, and the connection is not waited for', async () => {
  const { told } = await asked(begun(meta(), done(0), notice('late'), delta(0, 'late')));
  expect(kinds(told.events)).toEqual(['connecting', 'live', 'meta', 'done']);
});

test('a failure that the service tells is the last event, not an exception', async () => {
  const { told } = await asked(answer(meta(), delta(0, 'a'), failed('overloaded')));
  expect(told.failure).toBeNull();
  expect(told.events.at(-1)).toMatchObject(failed('overloaded'));
});

test('heartbeats keep it alive and are not told', async () => {
  const { world, told } = asking(ASK, begun(meta()));
  for (let i = 0; i < 10; i++) {
    await world.clock.advance(15_000);
    world.server.live.push('{"type":"heartbeat"}\n');
  }
  world.server.live.push(lines(done(0)));
  await told.end;
  expect(kinds(told.events)).toEqual(['connecting', 'live', 'meta', 'done']);
  await world.expectQuiet();
});

test('silence for longer than the timeout is a reason to go on elsewhere', async () => {
  const { world, told } = await asked(begun(meta(), delta(0, 'ab')), answer(meta(), delta(2, 'c'), done(3)));
  expect(textOf(told.events)).toBe('abc');
  expect(kinds(told.events)).toEqual(['connecting', 'live', 'meta', 'delta', 'reconnecting', 'live', 'delta', 'done']);
  expect(world.server.asked[1]).toMatchObject({
    url: '/api/chat/streams/s1/content?offset=2',
    method: 'GET',
    body: null,
  });
});

test('an end in good order without a last line is a cut', async () => {
  const { told } = await asked(answer(meta(), delta(0, 'ab')), answer(meta(), delta(2, 'c'), done(3)));
  expect(textOf(told.events)).toBe('abc');
});

test('a piece that overlaps what is there is told from where it is new', async () => {
  const { told } = await asked(
    answer(meta(), delta(0, 'aé'), delta(0, 'aé'), delta(1, 'é世'), delta(3, '世🌍'), delta(10, ''), done(10)),
  );
  expect(textOf(told.events)).toBe('aé世🌍');
  expect(told.failure).toBeNull();
});

test('a line that is bad is reported and skipped; the text that it held is asked for again', async () => {
  const bad = '{"seq":3,"type":"delta","offset":2,"text":7}\n';
  const first = { headers: HEADERS, chunks: [lines(meta(), delta(0, 'ab')), bad, lines(delta(3, 'd'), done(4))] };
  const { world, told } = await asked(first, answer(meta(), delta(2, 'c'), delta(3, 'd'), done(4)));
  expect(textOf(told.events)).toBe('abcd');
  expect(world.bad).toEqual([{ line: bad.trim(), flaw: 'it.text is not a text' }]);
  expect(world.server.asked[1]?.url).toContain('offset=2');
});

test.each([
  ['of a kind that later versions add', '{"seq":2,"type":"thought","text":"hm"}\n'],
  ['that is not JSON', '<html>\n'],
])('a line %s is reported and skipped', async (_, line) => {
  const { world, told } = await asked({
    headers: HEADERS,
    chunks: [lines(meta()), line, lines(delta(0, 'a'), done(1))],
  });
  expect(textOf(told.events)).toBe('a');
  expect(world.bad).toHaveLength(1);
  expect(world.server.asked).toHaveLength(1);
});

test('text that is missing again and again is a failure in the end, and is never glossed over', async () => {
  const gap = answer(meta(), delta(1, 'b'), done(2));
  const { told } = await asked(...Array.from({ length: 9 }, () => gap));
  expect(told.failure).toMatchObject({ kind: 'garbled' });
  expect(textOf(told.events)).toBe('');
});

test('whoever waits for ever waits for somebody who is away, and not for what makes no sense', async () => {
  const away = Array.from({ length: 20 }, (): Scripted => ({ unreachable: true }));
  const world = scripted(
    cut(meta(), delta(0, 'a')),
    ...away,
    cut(meta(), delta(1, 'b')),
    answer(meta(), delta(3, 'd')),
  );
  world.server.then(...Array.from({ length: 8 }, () => answer(meta(), delta(3, 'd'))));
  const options = { signal: world.unmount.signal, resumes: Infinity };
  const told = new Told(streamAnswer(world.environment, ASK, options));
  await world.clock.advance(600_000);
  await told.end;
  expect(textOf(told.events)).toBe('ab');
  expect(told.failure).toMatchObject({ kind: 'garbled' });
  await world.expectQuiet();
});

test('a last line that counts other bytes than have come is no end', async () => {
  const { told } = await asked(answer(meta(), delta(0, 'ab'), done(3)), answer(meta(), delta(2, 'c'), done(3)));
  expect(textOf(told.events)).toBe('abc');
});

test('what stands at the byte where it was cut is told once, and what is meant twice is told twice', async () => {
  const { told } = await asked(
    cut(meta(), delta(0, 'a'), notice('x'), notice('x'), usage(1)),
    cut(meta(), notice('x'), notice('x')),
    answer(meta({ commit: 'c1' }), notice('x'), notice('x'), usage(1), usage(2), notice('x'), delta(1, 'b'), done(2)),
  );
  const codes = told.events.filter((event) => event.type === 'notice');
  expect(codes).toHaveLength(3);
  expect(told.events.filter((event) => event.type === 'usage').map((event) => event.completion_tokens)).toEqual([1, 2]);
  expect(told.events.filter((event) => event.type === 'meta')).toHaveLength(2);
  expect(textOf(told.events)).toBe('ab');
});

test('what is told again after new text was meant', async () => {
  const { told } = await asked(
    cut(meta(), notice('x'), delta(0, 'a')),
    answer(meta(), notice('x'), delta(1, 'b'), done(2)),
  );
  expect(kinds(told.events).filter((kind) => kind === 'notice')).toHaveLength(2);
});

test('a reader who leaves at any event leaves nothing behind', async () => {
  for (let events = 1; events <= 4; events++) {
    const world = scripted(begun(meta(), delta(0, 'a')));
    let left = events;
    for await (const event of streamAnswer(world.environment, ASK, { signal: world.unmount.signal })) {
      expect(event).toBeDefined();
      if (--left === 0) {
        break;
      }
    }
    await world.expectQuiet();
  }
});

test('a running answer is found again by its name', async () => {
  const { world, told } = asking({ streamId: 's 1', offset: 3 }, answer(meta(), delta(3, 'd'), done(4)));
  await told.end;
  expect(world.server.asked[0]).toMatchObject({ url: '/api/chat/streams/s%201/content?offset=3', method: 'GET' });
  expect(textOf(told.events, 3)).toBe('d');
  await world.expectQuiet();
});
