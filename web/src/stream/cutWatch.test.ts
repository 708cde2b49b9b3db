import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobProgress } from '../api/types';
import { watchJob } from './jobWatch';
import { progress, told } from './testing/jobs';
import { cutAfter, Loopback } from './testing/loopback';
import { Told } from './testing/world';

/** On a real wire, as for answers. */
let loopback: Loopback;
beforeAll(async () => (loopback = await Loopback.start()));
afterAll(() => loopback.close());

const named = (event: JobProgress): JobProgress => ({ ...event, message: '世界 🌍', page_title: 'é' });
const LOG = [1, 2].map((seq) => named(progress(seq))).concat(named(progress(3, 'completed')));

/** What the service tells from a change on: the newest state under that number, and what came since. */
function since(after: number): string {
  return told({ ...named(progress(3, 'completed')), seq: after }, ...LOG.filter(({ seq }) => seq > after));
}

test('a watch that is cut at any byte tells each change once, and ends once', async () => {
  const whole = new TextEncoder().encode(since(0));
  for (let cut = 0; cut < whole.length; cut++) {
    let requests = 0;
    loopback.handler = (request, response) => {
      requests += 1;
      const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'));
      if (requests === 1) {
        cutAfter(response, whole.subarray(0, cut));
      } else {
        response.end(since(after));
      }
    };
    const world = loopback.world();
    const watch = new Told(watchJob(world.environment, 'j1', { after: 0, report: world.report }));
    await watch.end;
    const changes = watch.events.filter((event) => event.type === 'change').map(({ progress: { seq } }) => seq);
    expect(changes, `cut at ${cut}`).toEqual([1, 2, 3]);
    expect(watch.events.filter((event) => event.type === 'state' && event.state === 'ended')).toHaveLength(1);
    expect(requests, `cut at ${cut}`).toBe(2);
    expect(world.bad).toEqual([]);
    await loopback.untilIdle();
    await world.expectQuiet();
  }
}, 60_000);
