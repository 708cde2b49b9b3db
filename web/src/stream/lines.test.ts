import { expect, test } from 'vitest';
import { Lines } from './lines';

const SAMPLE = new TextEncoder().encode(
  '{"a":"ä€𝄞"}\r\n\n{"b":"漢字 🌍"}\n\r\n   \n{"c":"é\\r\\n"}\r\n{"d":"\u2028 no end"}\n',
);
const LINES = ['{"a":"ä€𝄞"}', '{"b":"漢字 🌍"}', '{"c":"é\\r\\n"}', '{"d":"\u2028 no end"}'];

function lines(...chunks: Uint8Array[]): string[] {
  const splitter = new Lines();
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
}

test('lines are the same wherever the bytes are cut in two', () => {
  for (let cut = 0; cut <= SAMPLE.length; cut++) {
    expect(lines(SAMPLE.subarray(0, cut), SAMPLE.subarray(cut)), `cut at ${cut}`).toEqual(LINES);
  }
});

test('lines are the same wherever the bytes are cut in three', () => {
  for (let first = 0; first <= SAMPLE.length; first++) {
    for (let second = first; second <= SAMPLE.length; second++) {
      const parts = [SAMPLE.subarray(0, first), SAMPLE.subarray(first, second), SAMPLE.subarray(second)];
      expect(lines(...parts), `cut at ${first} and ${second}`).toEqual(LINES);
    }
  }
});

test('lines are the same byte by byte', () => {
  expect(lines(...Array.from(SAMPLE, (byte) => Uint8Array.of(byte)))).toEqual(LINES);
});

test('a line is there as soon as its end is', () => {
  const splitter = new Lines();
  expect([...splitter.push(new TextEncoder().encode('{"a":1}'))]).toEqual([]);
  expect([...splitter.push(new TextEncoder().encode('\n{"b"'))]).toEqual(['{"a":1}']);
});

test('what stands behind the last line end is a line when the other side ends in good order', () => {
  expect(lines(new TextEncoder().encode('{"a":1}\n{"b":2}'))).toEqual(['{"a":1}', '{"b":2}']);
});

test.each([1, 2, 3])(
  '%d bytes of a character of four at the end become a replacement character, not an error',
  (bytes) => {
    expect(lines(new TextEncoder().encode('{"a":"🌍').subarray(0, 6 + bytes))).toEqual(['{"a":"\ufffd']);
  },
);

test('a line of 8 MB in chunks of 1 KB costs its length and not its square', () => {
  const chunk = new Uint8Array(1_024).fill(97);
  const splitter = new Lines();
  const begun = performance.now();
  for (let i = 0; i < 8_192; i++) {
    expect(splitter.push(chunk).next().done).toBe(true);
  }
  expect([...splitter.end()][0]).toHaveLength(8 * 1_024 * 1_024);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
