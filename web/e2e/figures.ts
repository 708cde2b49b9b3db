/* How fast the UI is in a browser: says figures, and holds none. */
import './support/around';

import type { CDPSession, Page } from 'playwright-core';
import { test } from 'vitest';
import { answered, ask, askPath } from './support/asking';
import { Gate, type Step } from './support/provider';
import { world } from './support/world';

const TIMES = 5;
const BYTES = 200 * 1024;
const TOKENS_A_SECOND = 100;
/** Of the end of an answer so long is watched. */
const SECONDS = 10;

/** Notes in the page what the browser knows of it: paints, shifts, long tasks, frames, and how long a key takes to a frame. */
const NOTING = () => {
  const seen = { paint: 0, shift: 0, long: [] as number[], frames: [] as number[], keys: [] as number[] };
  Object.assign(window, { seen });
  const watch = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => (seen.paint = entry.startTime));
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    seen.shift += hadRecentInput ? 0 : value;
  });
  watch('longtask', (entry) => seen.long.push(entry.duration));
  const afterFrame = (then: () => void) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(undefined);
    });
  };
  const frame = (begun: number) => {
    afterFrame(() => seen.frames.push(performance.now() - begun));
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  addEventListener('keydown', ({ timeStamp }) => afterFrame(() => seen.keys.push(performance.now() - timeStamp)), true);
};

interface Seen {
  readonly paint: number;
  readonly shift: number;
  readonly long: readonly number[];
  readonly frames: readonly number[];
  readonly keys: readonly number[];
}

const seenOn = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

const forget = (page: Page) =>
  page.evaluate(() => {
    const { seen } = window as unknown as { seen: { long: unknown[]; frames: unknown[]; keys: unknown[] } };
    [seen.long, seen.frames, seen.keys].forEach((all) => all.splice(0));
  });

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const say = (label: string, figures: Readonly<Record<string, number>>) =>
  process.stdout.write(
    `${JSON.stringify({ label, ...Object.fromEntries(Object.entries(figures).map(([name, of]) => [name, Number(of.toFixed(3))])) })}\n`,
  );

test('screens, each in a browser that has never been here', async () => {
  const wiki = await world.wiki('harbour');
  const screens = {
    home: '/',
    wiki: `/wiki/${wiki}/orders`,
    ask: askPath('harbour'),
    admin: '/admin',
    settings: '/settings',
  };
  for (const [label, path] of Object.entries(screens)) {
    const seen: Seen[] = [];
    for (let time = 0; time < TIMES; time++) {
      const visitor = await world.visitor();
      const page = await visitor.open(path, NOTING);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(500); // a diagram is drawn when everything else is there
      seen.push(await seenOn(page));
      await visitor.leave();
    }
    say(label, {
      lcp_ms_p50: quantile(
        seen.map(({ paint }) => paint),
        0.5,
      ),
      lcp_ms_most: Math.max(...seen.map(({ paint }) => paint)),
      cls_most: Math.max(...seen.map(({ shift }) => shift)),
    });
  }
});

const SENTENCE = 'What was sold is taken from the stock, and what is not there is said to be missing. ';

/** Parts that are said again and again, by the name of what becomes of them. */
const ANSWERS: Readonly<Record<string, string>> = {
  answer: `## How it goes\n\n${SENTENCE.repeat(6)}\n\n- one [src/orders.ts:4-9]\n- two\n\n\`\`\`ts\nconst order = take({ item: 'tea', amount: 2 });\n\`\`\`\n\n`,
  list: `- ${SENTENCE}\n`,
  table: `| ${SENTENCE.slice(0, 40)} | ${SENTENCE.slice(40)} |\n`,
  paragraph: SENTENCE,
};

/** 200 KB, of which the last come at a steady pace once the gate is open. */
function steps(part: string, gate: Gate): readonly Step[] {
  const words = TOKENS_A_SECOND * SECONDS;
  const end = part
    .repeat(Math.ceil((words * 8) / part.length))
    .split(/(?<= )/)
    .slice(0, words);
  const begin = part.repeat(Math.ceil((BYTES - end.join('').length) / part.length));
  const head = part.startsWith('|') ? '| a | b |\n|---|---|\n' : '';
  const paced = end.flatMap((word, at) => [gate.passed.then(() => pause((at * 1000) / TOKENS_A_SECOND)), word]);
  return [head + begin, ...paced];
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const busy = async (client: CDPSession) =>
  (await client.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;

test.each(Object.entries(ANSWERS))('the end of a long %s', async (label, part) => {
  const gate = new Gate();
  world.provider.answers(`A long ${label}?`, ...steps(part, gate));
  const visitor = await world.visitor();
  const page = await visitor.open(askPath('harbour'), NOTING);
  await ask(page, `A long ${label}?`);
  await page.waitForFunction(
    (least) => (document.querySelector('.exchange')?.textContent ?? '').length > least,
    BYTES * 0.8,
  );
  await page.waitForTimeout(2000); // what came at full speed is drawn
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  await forget(page);
  gate.open();
  const [begun, before] = [performance.now(), await busy(client)];
  await page.getByLabel('Question').pressSequentially('And what of the bills? '.repeat(2), { delay: 100 });
  await page.waitForTimeout(Math.max(0, SECONDS * 900 - (performance.now() - begun)));
  const [share, seen] = [(await busy(client)) - before, await seenOn(page)];
  say(label, {
    busy_percent: (share * 100_000) / (performance.now() - begun),
    frame_ms_p50: quantile(seen.frames, 0.5),
    frame_ms_p95: quantile(seen.frames, 0.95),
    frame_ms_most: Math.max(...seen.frames),
    long_tasks: seen.long.length,
    longest_task_ms: Math.max(0, ...seen.long),
    key_to_frame_ms_p50: quantile(seen.keys, 0.5),
    key_to_frame_ms_p95: quantile(seen.keys, 0.95),
  });
  await answered(page);
  await visitor.leave();
});
