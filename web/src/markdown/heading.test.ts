// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { headingText } from './heading';
import { renderMarkdown } from './render';
import { slugOf } from './slugs';
import { LABELS } from './testing/labels';

test.each([
  ['How take_order works in my_module', 'How take_order works in my_module'],
  ['The `__init__` of *all* __things__', 'The __init__ of all things'],
  ['snake\\_case & `List<T>` ##', 'snake_case & List<T>'],
  ['Burning [fuel_tank](tank#how) ![a_b](a.png)', 'Burning fuel_tank a_b'],
  ['Start [src/a_b.c:1-2]', 'Start'],
  ['`', '`'],
  ['', ''],
])('the heading %j is called as on its page', (heading, text) => {
  expect(headingText(heading)).toBe(text);
  const page = renderMarkdown(`## ${heading}`, { labels: LABELS });
  expect(page.querySelector('h2')?.id).toBe(`s-${slugOf(headingText(heading), new Map())}`);
});
