import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Slots, type Slot } from './slots';
import { settled } from './testing/clocks';

const never = new AbortController().signal;

/** Takes a slot, and tells when it is granted. */
function taking(slots: Slots, signal = never): { slot: Slot | null | undefined } {
  const taken: { slot: Slot | null | undefined } = { slot: undefined };
  void slots.take(signal).then((slot) => (taken.slot = slot));
  return taken;
}

test('a tab has two; the third waits its turn, first come, first served', async () => {
  const slots = new Slots();
  const [first, second, third, fourth] = [taking(slots), taking(slots), taking(slots), taking(slots)];
  await settled();
  expect([first.slot, second.slot].every(Boolean)).toBe(true);
  expect([third.slot, fourth.slot]).toEqual([undefined, undefined]);
  second.slot?.release();
  await settled();
  expect(third.slot).toBeTruthy();
  expect(fourth.slot).toBeUndefined();
  first.slot?.release();
  third.slot?.release();
  await settled();
  fourth.slot?.release();
  expect(slots.free).toBe(2);
});

test('a slot is given back once', async () => {
  const slots = new Slots();
  const slot = await slots.take(never);
  slot?.release();
  slot?.release();
  expect(slots.free).toBe(2);
});

test('nothing is lent when nothing is free', async () => {
  const slots = new Slots(1);
  await slots.take(never);
  expect(slots.lend(() => {})).toBeNull();
});

test('who takes calls back the oldest loan, and each taker another one', async () => {
  const slots = new Slots();
  const recalled: string[] = [];
  const old = slots.lend(() => recalled.push('old'));
  const young = slots.lend(() => recalled.push('young'));
  const first = taking(slots);
  expect(recalled).toEqual(['old']);
  const second = taking(slots);
  expect(recalled).toEqual(['old', 'young']);
  const third = taking(slots);
  expect(recalled).toEqual(['old', 'young']);
  old?.release();
  young?.release();
  await settled();
  expect([first.slot, second.slot].every(Boolean)).toBe(true);
  expect(third.slot).toBeUndefined();
});

test('who is called off while waiting gets none, and leaves nothing behind', async () => {
  const slots = new Slots(1);
  const held = await slots.take(never);
  const off = new AbortController();
  const [gone, next] = [taking(slots, off.signal), taking(slots)];
  off.abort();
  await settled();
  expect(gone.slot).toBeNull();
  expect(getEventListeners(off.signal, 'abort')).toEqual([]);
  held?.release();
  await settled();
  expect(next.slot).toBeTruthy();
  expect(await slots.take(off.signal)).toBeNull();
});

test('a slot that nobody waits for is told of, until one no longer listens', async () => {
  const slots = new Slots(1);
  let told = 0;
  const stop = slots.onFree(() => (told += 1));
  const held = await slots.take(never);
  const waiting = taking(slots);
  held?.release();
  await settled();
  expect(told).toBe(0);
  waiting.slot?.release();
  expect(told).toBe(1);
  stop();
  slots.lend(() => {})?.release();
  expect(told).toBe(1);
});
