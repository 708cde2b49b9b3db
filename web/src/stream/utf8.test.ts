import { expect, test } from 'vitest';
import { byteLength, fromByte } from './utf8';

test.each([
  ['', 0],
  ['a', 1],
  ['é', 2],
  ['世', 3],
  ['🌍', 4],
  ['a\ud83d', 4], // half a character counts as what it is replaced by
])('%j has %d bytes', (text, bytes) => {
  expect(byteLength(text)).toBe(bytes);
});

test('a text from a byte on begins with a whole character', () => {
  const text = '\ufeffaé世🌍z';
  const starts = [0, 0, 0, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 13, 14, 14];
  starts.forEach((from, byte) => {
    const rest = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text).subarray(from));
    expect(fromByte(text, byte)).toEqual({ from, text: rest });
  });
});
