import { expect, test } from 'vitest';
import { streamAnswer } from './answer';
import { watchJob } from './jobWatch';
import { ASK, done, lines, meta } from './testing/answers';
import { settled } from './testing/clocks';
import { details, inShort, progress, told } from './testing/jobs';
import type { Scripted } from './testing/scriptedServer';
import { scripted, Told } from './testing/world';

const live = (seq: number): Scripted => ({ chunks: [told(progress(seq))], then: 'hang' });
const RUNNING: Scripted = { chunks: [details('generating_pages')] };

function tab(...script: Scripted[]) {
  const world = scripted(...script);
  const watch = () => new Told(watchJob(world.environment, 'j1', { signal: world.unmount.signal }));
  return { world, watch, urls: () => world.server.asked.map(({ url }) => url.replace('/api/wiki/jobs/', '')) };
}

test('a hidden tab holds no connection; it looks now and then, and goes on at the cursor when somebody comes back', async () => {
  const { world, watch, urls } = tab(live(5));
  const job = watch();
  await settled();
  await world.visibility.set(true);
  expect(world.server.open).toBe(0);
  expect(world.slots.free).toBe(2);
  world.server.then(RUNNING, { status: 503 }, { unreachable: true }, RUNNING, {
    chunks: [told(progress(5), progress(6), progress(7))],
    then: 'hang',
  });
  await world.clock.advance(60_000);
  await world.visibility.set(false);
  expect(urls()).toEqual(['j1/progress', 'j1', 'j1', 'j1', 'j1', 'j1/progress?after=5']);
  expect(inShort(job.events)).toEqual([
    ...['connecting', 'live', 'now 5', 'stale', 'snapshot generating_pages', 'snapshot generating_pages'],
    ...['live', 'now 5', 'change 6', 'change 7'],
  ]);
  world.unmount.abort();
  await job.end;
  await world.expectQuiet();
});

test('a tab that is hidden from the start holds no connection at all', async () => {
  const { world, watch, urls } = tab(RUNNING);
  await world.visibility.set(true);
  const job = watch();
  await world.clock.advance(15_000);
  expect(urls()).toEqual(['j1']);
  expect(world.server.open).toBe(0);
  world.unmount.abort();
  await job.end;
  await world.expectQuiet();
});

test('a job that ends while nobody looks is told to its end', async () => {
  const last = { chunks: [told(progress(5, 'completed'), progress(6), progress(7, 'completed'))] };
  const { world, watch, urls } = tab(live(5));
  const job = watch();
  await settled();
  world.server.then({ chunks: [details('completed')] }, last);
  await world.visibility.set(true);
  await world.clock.advance(15_000);
  await job.end;
  expect(urls()).toEqual(['j1/progress', 'j1', 'j1/progress?after=5']);
  expect(inShort(job.events).slice(-6)).toEqual([
    'snapshot completed',
    'live',
    'now 5',
    'change 6',
    'change 7',
    'ended',
  ]);
  await world.expectQuiet();
});

test('one that is gone while nobody looks has failed', async () => {
  const { world, watch } = tab(live(5), { status: 404 });
  const job = watch();
  await settled();
  await world.visibility.set(true);
  await world.clock.advance(15_000);
  await job.end;
  expect(inShort(job.events).at(-1)).toBe('failed');
  await world.expectQuiet();
});

test.each<[string, Scripted | null]>([
  ['between two looks', null],
  ['during a look', { silent: true }],
])('an unmount %s leaves nothing behind', async (_, look) => {
  const { world, watch } = tab(live(5), ...(look === null ? [] : [look]));
  const job = watch();
  await settled();
  await world.visibility.set(true);
  await world.clock.advance(look === null ? 1_000 : 15_000);
  world.unmount.abort();
  await job.end;
  expect(inShort(job.events).at(-1)).toBe('stale');
  await world.expectQuiet();
});

test('hidden while it connects or waits to connect, it lets go as well', async () => {
  for (const trouble of [{ silent: true }, { unreachable: true }]) {
    const { world, watch } = tab(trouble);
    const job = watch();
    await settled();
    await world.visibility.set(true);
    expect(world.server.open).toBe(0);
    world.unmount.abort();
    await job.end;
    await world.expectQuiet();
  }
});

test('a tab holds two streams; the third watcher looks now and then, until one ends', async () => {
  const { world, watch, urls } = tab(live(1), live(2), RUNNING, live(3));
  const jobs = [watch(), watch(), watch()];
  await world.clock.advance(15_000);
  expect(urls()).toEqual(['j1/progress', 'j1/progress', 'j1']);
  expect(world.server.open).toBe(2);
  world.server.bodies[0]?.push(told(progress(2, 'completed')));
  world.server.bodies[0]?.end();
  await jobs[0]?.end;
  await settled();
  expect(urls().at(-1)).toBe('j1/progress');
  expect(world.server.open).toBe(2);
  world.unmount.abort();
  await Promise.all(jobs.map((job) => job.end));
  await world.expectQuiet();
});

test('an answer comes first: the oldest watcher gives way, and is back when the answer is over', async () => {
  const { world, watch, urls } = tab(live(1), live(2));
  const jobs = [watch(), watch()];
  await settled();
  world.server.then({ chunks: [lines(meta())], then: 'hang' }, live(1));
  const answer = new Told(streamAnswer(world.environment, ASK, { signal: world.unmount.signal }));
  await settled();
  expect(world.server.open).toBe(2);
  expect(inShort(jobs[0]?.events ?? []).at(-1)).toBe('stale');
  world.server.live.push(lines(done(0)));
  await answer.end;
  await settled();
  expect(urls().at(-1)).toBe('j1/progress?after=1');
  expect(inShort(jobs[0]?.events ?? []).at(-2)).toBe('live');
  world.unmount.abort();
  await Promise.all(jobs.map((job) => job.end));
  await world.expectQuiet();
});
