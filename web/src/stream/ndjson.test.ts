import { expect, test } from 'vitest';
import { object, text, whole } from '../api/shape';
import { Ndjson, type BadLine } from './ndjson';

const Pair = object({ n: whole, s: text });

function read(...chunks: string[]): { values: unknown[]; bad: BadLine[] } {
  const bad: BadLine[] = [];
  const ndjson = new Ndjson(Pair, (line) => bad.push(line));
  const bytes = chunks.map((chunk) => new TextEncoder().encode(chunk));
  const values = [...bytes.flatMap((chunk) => [...ndjson.push(chunk)]), ...ndjson.end()];
  return { values, bad };
}

test('values come in order, also if a line is cut', () => {
  expect(read('{"n":1,"s":"a"}\n{"n":2,', '"s":"b"}\r\n', '\n{"n":3,"s":"c"}').values).toEqual([
    { n: 1, s: 'a' },
    { n: 2, s: 'b' },
    { n: 3, s: 'c' },
  ]);
});

test.each([
  ['not JSON', '<html>', 'it is not JSON'],
  ['half of it', '{"n":2,"s"', 'it is not JSON'],
  ['a list', '[1]', 'it is not an object'],
  ['null', 'null', 'it is not an object'],
  ['a field is missing', '{"n":2}', 'it.s is not a text'],
  ['a field is of another kind', '{"n":"2","s":"b"}', 'it.n is not a count'],
])('a bad line is reported and skipped: %s', (_, line, flaw) => {
  const { values, bad } = read('{"n":1,"s":"a"}\n', `${line}\n`, '{"n":3,"s":"c"}\n');
  expect(values).toEqual([
    { n: 1, s: 'a' },
    { n: 3, s: 'c' },
  ]);
  expect(bad).toEqual([{ line, flaw }]);
});

test('a bad line is reported by its beginning, and unknown fields are fine', () => {
  const { values, bad } = read('{"n":1,"s":"a","more":true}\n', `${'x'.repeat(5_000)}\n`);
  expect(values).toEqual([{ n: 1, s: 'a', more: true }]);
  expect(bad[0]?.line).toHaveLength(200);
});

test('half a character at the end is a bad line and nothing worse', () => {
  const bad: BadLine[] = [];
  const ndjson = new Ndjson(Pair, (line) => bad.push(line));
  const bytes = new TextEncoder().encode('{"n":1,"s":"a"}\n{"n":2,"s":"🌍');
  expect([...ndjson.push(bytes.subarray(0, -1))]).toEqual([{ n: 1, s: 'a' }]);
  expect([...ndjson.end()]).toEqual([]);
  expect(bad).toHaveLength(1);
});
