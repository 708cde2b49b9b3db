import { expect, test } from 'vitest';
import { watchJob, type WatchOptions } from './jobWatch';
import { settled } from './testing/clocks';
import { HEARTBEAT, inShort, progress, told } from './testing/jobs';
import type { Scripted } from './testing/scriptedServer';
import { scripted, Told } from './testing/world';

async function watching(options: WatchOptions, ...script: Scripted[]) {
  const world = scripted(...script);
  const watch = new Told(
    watchJob(world.environment, 'j1', { signal: world.unmount.signal, report: world.report, ...options }),
  );
  await settled();
  return { world, watch, events: () => inShort(watch.events), urls: () => world.server.asked.map(({ url }) => url) };
}

const live = (...chunks: string[]): Scripted => ({ chunks, then: 'hang' });
const cut = (...chunks: string[]): Scripted => ({ chunks, then: 'break' });
const closed = (...chunks: string[]): Scripted => ({ chunks });

test('a job is watched from where it stands to its end', async () => {
  const { world, watch, events, urls } = await watching({}, live(told(progress(5))));
  world.server.live.push(told(progress(6)) + HEARTBEAT + told(progress(7)));
  world.server.live.push(told(progress(8, 'completed')));
  world.server.live.end();
  await watch.end;
  expect(events()).toEqual(['connecting', 'live', 'now 5', 'change 6', 'change 7', 'change 8', 'ended']);
  expect(urls()).toEqual(['/api/wiki/jobs/j1/progress']);
  await world.expectQuiet();
});

test.each(['completed', 'partially_completed', 'failed', 'cancelled'] as const)('%s is an end', async (status) => {
  const { world, watch, events } = await watching({}, closed(told(progress(9, status))));
  await watch.end;
  expect(events()).toEqual(['connecting', 'live', 'now 9', 'ended']);
  await world.expectQuiet();
});

test('a cursor has told again what came since, once', async () => {
  const replay = told(progress(3, 'completed'), progress(4), progress(5), progress(6, 'completed'));
  const { world, watch, events, urls } = await watching({ after: 3 }, closed(replay));
  await watch.end;
  expect(urls()).toEqual(['/api/wiki/jobs/j1/progress?after=3']);
  expect(events()).toEqual(['connecting', 'live', 'now 3', 'change 4', 'change 5', 'change 6', 'ended']);
  await world.expectQuiet();
});

test('a broken connection is opened again at the cursor: nothing is lost, nothing comes twice', async () => {
  const { world, watch, events, urls } = await watching(
    {},
    cut(told(progress(5), progress(6))),
    cut(told(progress(6)), HEARTBEAT),
    live(told(progress(6), progress(6), progress(7))),
  );
  await world.clock.advance(5_000);
  expect(urls().slice(1)).toEqual(Array(2).fill('/api/wiki/jobs/j1/progress?after=6'));
  const again = ['reconnecting', 'live', 'now 6'];
  expect(events()).toEqual(['connecting', 'live', 'now 5', 'change 6', ...again, ...again, 'change 7']);
  world.unmount.abort();
  await watch.end;
  await world.expectQuiet();
});

test('what cannot be told again is said to be missed', async () => {
  const { world, watch, events } = await watching({ after: 3 }, closed(told(progress(90), progress(91, 'completed'))));
  await watch.end;
  expect(events()).toEqual(['connecting', 'live', 'now 90 missed', 'change 91', 'ended']);
  await world.expectQuiet();
});

test('the end of an earlier run is no end, and neither is a close by a server that goes away', async () => {
  const { world, watch, events } = await watching(
    { after: 0 },
    closed(told(progress(0), progress(1, 'failed', 1), progress(2, 'pending', 2))),
    closed(told(progress(2), progress(3, 'completed', 2))),
  );
  await world.clock.advance(1_000);
  await watch.end;
  expect(events().filter((event) => event === 'ended')).toHaveLength(1);
  expect(events().slice(-4)).toEqual(['live', 'now 2', 'change 3', 'ended']);
  await world.expectQuiet();
});

test('a terminal line without a close is waited with: the job may be tried again', async () => {
  const { world, watch, events } = await watching({}, live(told(progress(5, 'failed'))));
  await world.clock.advance(10_000);
  expect(events()).toEqual(['connecting', 'live', 'now 5']);
  world.server.live.end();
  await watch.end;
  expect(events().at(-1)).toBe('ended');
  await world.expectQuiet();
});

test('who is sent away by a service that stops comes back, and nothing is wrong with the line', async () => {
  const { world, events } = await watching(
    {},
    closed(told(progress(5)), '{"draining":true}\n'),
    live(told(progress(5))),
  );
  await world.clock.advance(1_000);
  expect(events()).toEqual(['connecting', 'live', 'now 5', 'reconnecting', 'live', 'now 5']);
  expect(world.bad).toEqual([]);
  world.unmount.abort();
  await world.expectQuiet();
});

test('heartbeats keep it live', async () => {
  const { world, watch, events } = await watching({}, live(told(progress(5))));
  for (let i = 0; i < 20; i++) {
    await world.clock.advance(30_000);
    world.server.live.push(HEARTBEAT);
    await settled();
  }
  expect(events()).toEqual(['connecting', 'live', 'now 5']);
  world.unmount.abort();
  await watch.end;
  await world.expectQuiet();
});

test('a heartbeat that is overdue makes it stale, and one that comes makes it live again', async () => {
  const { world, watch, events } = await watching({}, live(told(progress(5))));
  await world.clock.advance(44_999);
  expect(events().at(-1)).toBe('now 5');
  await world.clock.advance(1);
  expect(events().at(-1)).toBe('stale');
  world.server.live.push(HEARTBEAT);
  await settled();
  expect(events().slice(-2)).toEqual(['stale', 'live']);
  world.unmount.abort();
  await watch.end;
  await world.expectQuiet();
});

test('the watchdog bites after 75 seconds of silence, not before', async () => {
  const { world, watch, events } = await watching({}, live(told(progress(5))), live(told(progress(5))));
  await world.clock.advance(74_999);
  expect(world.server.asked).toHaveLength(1);
  await world.clock.advance(1);
  expect(events().slice(-2)).toEqual(['stale', 'reconnecting']);
  expect(world.server.open).toBe(0);
  await world.clock.advance(500);
  expect(events().slice(-2)).toEqual(['live', 'now 5']);
  world.unmount.abort();
  await watch.end;
  await world.expectQuiet();
});

test('a service that is away for an hour is found again', async () => {
  const { world, watch, events } = await watching({}, live(told(progress(5))));
  world.server.then(...Array.from({ length: 1_000 }, (): Scripted => ({ unreachable: true })));
  world.server.live.break();
  await world.clock.advance(3_600_000);
  expect(events().slice(3)).toEqual(['reconnecting']);
  expect(Math.max(...world.clock.waits)).toBeLessThanOrEqual(15_000);
  expect(world.server.asked.length).toBeGreaterThan(200);
  world.unmount.abort();
  await watch.end;
  await world.expectQuiet();
});

test.each([401, 403, 404])('a job that cannot be watched (%d) has failed, once', async (status) => {
  const { world, watch } = await watching({}, { status, chunks: ['{"detail":"No."}'] });
  await watch.end;
  expect(inShort(watch.events)).toEqual(['connecting', 'failed']);
  expect(watch.events.at(-1)).toMatchObject({ failure: { message: 'No.', refusal: { status } } });
  expect(watch.failure).toBeNull();
  await world.expectQuiet();
});

test('one that was watched and is gone has failed, once', async () => {
  const { world, watch, events } = await watching({}, cut(told(progress(5))), { status: 404 });
  await world.clock.advance(1_000);
  await watch.end;
  expect(events()).toEqual(['connecting', 'live', 'now 5', 'reconnecting', 'failed']);
  await world.expectQuiet();
});

test('a bad line is reported and skipped', async () => {
  const bad = `${JSON.stringify({ ...progress(6), status: 'dancing' })}\n`;
  const { world, watch, events } = await watching({}, closed(told(progress(5)), bad, told(progress(7, 'completed'))));
  await watch.end;
  expect(events().slice(2)).toEqual(['now 5', 'change 7', 'ended']);
  expect(world.bad).toHaveLength(1);
  await world.expectQuiet();
});

test.each<[string, Scripted[], number, string]>([
  ['connecting', [{ silent: true }], 0, 'connecting'],
  ['connecting, after the head', [live()], 0, 'connecting'],
  ['live', [live(told(progress(5)))], 0, 'now 5'],
  ['stale', [live(told(progress(5)))], 50_000, 'stale'],
  ['reconnecting', [cut(told(progress(5)))], 0, 'reconnecting'],
  ['reconnecting, connecting', [cut(told(progress(5))), { silent: true }], 1_000, 'reconnecting'],
])('an unmount while it is %s closes it, and nothing more is told', async (_, script, time, last) => {
  const { world, watch, events } = await watching({}, ...script);
  await world.clock.advance(time);
  expect(events().at(-1)).toBe(last);
  world.unmount.abort();
  await watch.end;
  expect(events().at(-1)).toBe(last);
  expect(watch.failure).toBeNull();
  await world.expectQuiet();
});

test('a watch that is called off before it begins asks for nothing', async () => {
  const world = scripted();
  world.unmount.abort();
  const watch = new Told(watchJob(world.environment, 'j1', { signal: world.unmount.signal }));
  await watch.end;
  expect(world.server.asked).toEqual([]);
  await world.expectQuiet();
});
