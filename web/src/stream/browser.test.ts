// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { browserEnvironment } from './browser';

test('a change of visibility and the return of the network are told, until one no longer listens', () => {
  const { visibility } = browserEnvironment();
  let told = 0;
  const stop = visibility.onChange(() => (told += 1));
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('online'));
  stop();
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('online'));
  expect(told).toBe(2);
  expect(visibility.hidden()).toBe(document.visibilityState === 'hidden');
});

test('names do not repeat, and need no secure context', () => {
  const { newId } = browserEnvironment();
  const names = new Set(Array.from({ length: 1_000 }, newId));
  expect(names.size).toBe(1_000);
  names.forEach((name) => expect(name).toMatch(/^[0-9a-f]{32}$/));
});

test('a timer runs once, unless it is called off', async () => {
  const { clock } = browserEnvironment();
  const off = clock.after(0, () => expect.unreachable());
  off();
  await new Promise<void>((resolve) => clock.after(1, resolve));
  expect(clock.now()).toBeGreaterThan(Date.UTC(2024, 0));
});
