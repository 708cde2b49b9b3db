import { expect, test } from 'vitest';
import { retryAfter } from './retryAfter';

const NOW = Date.UTC(2026, 10, 28, 12, 0, 0);

test.each<[string | null, number | null]>([
  // seconds
  ['0', 0],
  ['7', 7_000],
  [' 120 ', 120_000],
  ['1.5', 1_500],
  // the three forms of a date
  ['Sat, 28 Nov 2026 12:00:30 GMT', 30_000],
  ['Saturday, 28-Nov-26 12:00:30 GMT', 30_000],
  ['Sat Nov 28 12:00:30 2026', 30_000],
  ['Tue Dec  1 12:00:00 2026', 3 * 86_400_000],
  ['sat, 28 nov 2026 12:01:00 gmt', 60_000],
  // what is past asks for no wait
  ['Sat, 28 Nov 2026 11:00:00 GMT', 0],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  // two digits are of the year that is at most 50 years ahead
  ['Saturday, 28-Nov-76 12:00:00 GMT', Date.UTC(2076, 10, 28, 12) - NOW],
  ['Saturday, 28-Nov-77 12:00:00 GMT', 0],
  // a leap second
  ['Sat, 28 Nov 2026 12:00:60 GMT', 59_000],
  // what says nothing
  [null, null],
  ['', null],
  ['soon', null],
  ['-5', null],
  ['1e3', null],
  ['0x10', null],
  ['12 seconds', null],
  ['2026-11-28T12:00:30Z', null],
  ['Sat, 28 Nov 2026 12:00:30 CET', null],
  ['Sat, 31 Nov 2026 12:00:30 GMT', null],
  ['Sat, 28 Nov 2026 24:00:30 GMT', null],
  ['Sat, 28 Foo 2026 12:00:30 GMT', null],
])('Retry-After: %s means %s ms', (header, ms) => {
  expect(retryAfter(header, NOW)).toBe(ms);
});

test('at the turn of a century two digits still mean the near year', () => {
  const now = Date.UTC(2099, 11, 31, 23, 59, 0);
  expect(retryAfter('Friday, 01-Jan-00 00:00:00 GMT', now)).toBe(60_000);
});
