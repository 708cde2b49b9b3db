import { expect, test } from 'vitest';
import { debounce } from './debounce';
import { ManualClock } from './testing/clocks';

function box() {
  const clock = new ManualClock();
  const acted: { value: string; signal: AbortSignal }[] = [];
  const input = debounce<string>(clock, 250, (value, signal) => acted.push({ value, signal }));
  return { clock, acted, input, values: () => acted.map(({ value }) => value) };
}

test('only the newest value is acted upon, when no newer one came for a while', async () => {
  const { clock, input, values } = box();
  for (const value of ['w', 'wi', 'wik', 'wiki']) {
    input.push(value);
    await clock.advance(249);
  }
  expect(values()).toEqual([]);
  await clock.advance(1);
  expect(values()).toEqual(['wiki']);
  await clock.advance(10_000);
  expect(values()).toEqual(['wiki']);
  expect(clock.pending).toBe(0);
});

test('what was begun for an older value is called off by the next keystroke', async () => {
  const { clock, acted, input } = box();
  input.push('a');
  await clock.advance(250);
  expect(acted[0]?.signal.aborted).toBe(false);
  input.push('ab');
  expect(acted[0]?.signal.aborted).toBe(true);
  await clock.advance(250);
  expect(acted[1]?.signal.aborted).toBe(false);
});

test('a flush acts at once, and once', async () => {
  const { clock, input, values } = box();
  input.flush();
  input.push('a');
  input.flush();
  input.flush();
  await clock.advance(1_000);
  expect(values()).toEqual(['a']);
});

test('a cancel calls off what waits and what was begun', async () => {
  const { clock, acted, input, values } = box();
  input.push('a');
  await clock.advance(250);
  input.push('b');
  input.cancel();
  await clock.advance(1_000);
  expect(values()).toEqual(['a']);
  expect(acted[0]?.signal.aborted).toBe(true);
  expect(clock.pending).toBe(0);
});
