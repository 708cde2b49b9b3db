import { expect, expectTypeOf, test } from 'vitest';
import { anyOf, flag, has, list, nullable, object, optional, tagged, text, whole, word, type Of } from './shape';

const Thing = object({ name: text, sizes: list(whole), note: optional(text), owner: nullable(text) });
const Line = tagged('kind', { a: object({ n: whole }), b: object({ ok: flag }) });

test('the types are those of the shapes', () => {
  expectTypeOf<Of<typeof Thing>>().toEqualTypeOf<{
    name: string;
    sizes: number[];
    owner: string | null;
    note?: string | null | undefined;
  }>();
  expectTypeOf<Of<typeof Line>>().toEqualTypeOf<{ kind: 'a'; n: number } | { kind: 'b'; ok: boolean }>();
});

test.each<[unknown, string | undefined]>([
  [{ name: 'a', sizes: [1, 2], owner: null }, undefined],
  [{ name: 'a', sizes: [], owner: 'o', note: null, more: {} }, undefined],
  [{ name: 'a', sizes: [], owner: 'o', note: 'n' }, undefined],
  [{ name: 1, sizes: [], owner: null }, 'it.name is not a text'],
  [{ name: 'a', sizes: [1, -1], owner: null }, 'it.sizes[1] is not a count'],
  [{ name: 'a', sizes: [1.5], owner: null }, 'it.sizes[0] is not a count'],
  [{ name: 'a', sizes: [2 ** 53], owner: null }, 'it.sizes[0] is not a count'],
  [{ name: 'a', sizes: {}, owner: null }, 'it.sizes is not a list'],
  [{ name: 'a', sizes: [] }, 'it.owner is not a text'],
  [{ name: 'a', sizes: [], owner: null, note: 3 }, 'it.note is not a text'],
  [[], 'it is not an object'],
  [null, 'it is not an object'],
])('%j has the flaw: %s', (value, flaw) => {
  expect(Thing.flaw(value, 'it')).toBe(flaw);
});

test.each<[unknown, string | undefined]>([
  [{ kind: 'a', n: 1 }, undefined],
  [{ kind: 'b', ok: false }, undefined],
  [{ kind: 'a', ok: false }, 'it.n is not a count'],
  [{ kind: 'c' }, 'it.kind is unknown'],
  [{ kind: 'toString' }, 'it.kind is unknown'],
  ['a', 'it.kind is unknown'],
])('%j of several kinds has the flaw: %s', (value, flaw) => {
  expect(Line.flaw(value, 'it')).toBe(flaw);
});

test('a word is one of some, and any of two shapes will do', () => {
  const Either = anyOf(object({ beat: word(true) }), object({ state: word('on', 'off') }));
  expect(has(Either, { beat: true })).toBe(true);
  expect(has(Either, { state: 'off' })).toBe(true);
  expect(Either.flaw({ state: 'up' }, 'it')).toBe('it.state is not on or off');
  expect(Either.flaw({ beat: false }, 'it')).toBe('it.state is not on or off');
});
