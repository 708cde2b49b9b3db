// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { LiveMarkdown } from './live';
import type { MarkdownOptions } from './options';
import { renderMarkdown } from './render';
import { LABELS } from './testing/labels';

const OPTIONS: MarkdownOptions = { labels: LABELS };

const TEXT = `# The Engine

It burns *fuel*, and **never** stops [src/Engine.java:12-20].
A second line, lazily

Setext
------

- one
- two
  - within

  still two
1. first
2. second

> quoted
lazily

\`\`\`java
class A {
  // \`\`\` not the end
}
\`\`\`
    indented

  ~~~ text
  dedented
  ~~~

| a | b |
|---|--:|
| 1 | 2 |
| 3 | 4 |

Ends with \`code\`, #5 and 世界 🌍.
`;

/** What a person sees: the words of each block, and what kind it is. */
function seen(host: HTMLElement): string[] {
  return [...host.querySelectorAll('h1,h2,p,li,pre,th,td,blockquote')].map(
    (it) => `${it.tagName}: ${it.textContent?.trim()}`,
  );
}

function whole(text: string): string[] {
  const box = document.createElement('div');
  box.append(renderMarkdown(text, OPTIONS));
  return seen(box);
}

function live() {
  const host = document.createElement('div');
  const finished: HTMLElement[] = [];
  return { host, finished, text: new LiveMarkdown(host, OPTIONS, (block) => finished.push(block)) };
}

test.each([1, 2, 3, 7, 50, 10_000])('a text that comes in pieces of %i looks as if it had come at once', (size) => {
  const { host, text } = live();
  for (let at = 0; at < TEXT.length; at += size) {
    text.append(TEXT.slice(at, at + size));
    text.draw();
  }
  text.finish();
  expect(seen(host)).toEqual(whole(TEXT));
});

test('ends of lines of any kind are ends of lines, cut anywhere', () => {
  const { host, text } = live();
  for (const piece of '# a\r\n\r\nb\r\nc\r\rd'.split('')) {
    text.append(piece);
    text.draw();
  }
  text.finish();
  expect(seen(host)).toEqual(whole('# a\n\nb\nc\n\nd'));
});

test('a finished block is drawn once, and told once', () => {
  const { host, finished, text } = live();
  text.append('one\n\ntwo\n\nthr\n');
  text.draw();
  const [one, two] = host.querySelectorAll('.block');
  text.append('ee\n\n```js\nlet a;\n```\nfour');
  text.draw();
  expect([...host.querySelectorAll('.block')].slice(0, 2)).toEqual([one, two]);
  expect(finished.map((block) => block.textContent?.trim().replace(/\s+/g, ' '))).toEqual([
    'one',
    'two',
    'thr ee',
    'jsCopylet a;',
  ]);
  expect(host.querySelector('.tail')?.textContent?.trim()).toBe('four');
});

test('what is half there does not stick', () => {
  const { host, text } = live();
  text.append('See [a].\n\n[a]: https://x.y/ha');
  text.draw();
  text.append('lf');
  text.draw();
  text.finish();
  expect(host.querySelector('a')?.href).toBe('https://x.y/half');
});

test('an open fence shows its text as it comes, and is not parsed', () => {
  const { host, finished, text } = live();
  text.append('```mermaid\ngraph TD\n');
  text.draw();
  text.append('A --> **B');
  text.draw();
  expect(host.querySelector('pre')?.textContent).toBe('graph TD\nA --> **B');
  expect(finished).toEqual([]);
  text.append('**\n```\n');
  text.draw();
  expect(finished.map((block) => block.firstElementChild?.className)).toEqual(['code diagram']);
  expect(host.querySelector('pre')?.textContent).toBe('graph TD\nA --> **B**\n');
});

test('a fence that nobody ends is finished with the text', () => {
  const { host, finished, text } = live();
  text.append('```\na');
  text.draw();
  text.finish();
  expect(host.querySelector('pre')?.textContent).toBe('a');
  expect(finished).toHaveLength(1);
});

/** In a browser it is measured with 200 KB. */
const LONG = 60_000;
const filled = (unit: (n: number) => string, before = '') => {
  let text = before;
  for (let n = 1; text.length < LONG; n++) {
    text += unit(n);
  }
  return text;
};
const MONSTERS: Readonly<Record<string, string>> = {
  'a paragraph': filled((n) => `Sentence ${n} is *here*, and [src/a.c:${n}] says so. `),
  'a paragraph of many lines': filled((n) => `line ${n} of it\n`),
  'a word': 'x'.repeat(LONG),
  'a list': filled((n) => `- item **${n}** of it\n`),
  'a numbered list': filled((n) => `${n}. item of it\n`),
  'a list numbered by ones': filled((n) => `1. item ${n} of it\n`),
  'a table': filled((n) => `| cell ${n} | \`b\` |\n`, '| a | b |\n|---|---|\n'),
  'a quotation': filled((n) => `> line ${n}\n>\n`),
  'indented code': filled((n) => `    line ${n}\n`),
  'a fence': filled((n) => `line ${n}\n`, '```js\n'),
  'an item with a list in it': filled((n) => `  - item ${n}\n`, '- a\n'),
};

test.each(Object.entries(MONSTERS))('%s without end is drawn anew in no time', (_name, text) => {
  const { host, text: drawn } = live();
  drawn.append(text.slice(0, -4_000));
  while (drawn.draw()) {
    // goes on
  }
  const times: number[] = [];
  for (let at = text.length - 4_000; at < text.length; at += 400) {
    drawn.append(text.slice(at, at + 400));
    const before = performance.now();
    drawn.draw();
    times.push(performance.now() - before);
  }
  // jsdom is many times slower than a browser, and the machine may be busy: a drawing of the whole takes seconds here.
  expect(times.sort((a, b) => a - b)[5]).toBeLessThan(300);
  drawn.finish();
  const visible = [...host.querySelectorAll('p,li,td,pre')].map((it) => it.textContent).join('');
  const letters = (it: string) => it.replace(/[^a-z]/g, '').length;
  expect(letters(visible)).toBeGreaterThanOrEqual(letters(text) * (text.includes('[src') ? 0.8 : 0.98));
});

test('a list that was cut counts on', () => {
  for (const name of ['a numbered list', 'a list numbered by ones']) {
    const { host, text } = live();
    text.append(MONSTERS[name] ?? '');
    while (text.draw()) {
      // goes on
    }
    text.finish();
    let next = 1;
    for (const list of host.querySelectorAll<HTMLOListElement>('ol')) {
      expect(list.start).toBe(next);
      next += list.children.length;
    }
    expect(host.querySelectorAll('ol').length).toBeGreaterThan(4);
  }
});

test('what is within an item stays there, also where it was cut', () => {
  const { host, text } = live();
  text.append(MONSTERS['an item with a list in it'] ?? '');
  while (text.draw()) {
    // goes on
  }
  text.finish();
  const inner = [...host.querySelectorAll('ul > li > ul > li')].map((item) => item.textContent?.trim());
  expect(inner.length).toBeGreaterThan(1_000);
  expect(inner).toEqual(inner.map((_item, at) => `item ${at + 1}`));
  expect(host.querySelectorAll('.block.goes-on').length).toBeGreaterThan(4);
});

test('a table that was cut keeps its head and all rows', () => {
  const { host, text } = live();
  text.append(`${MONSTERS['a table']}\nafter`);
  text.finish();
  const rows = [...host.querySelectorAll('td:first-child')].map((cell) => cell.textContent);
  expect(rows.slice(0, 2)).toEqual(['cell 1', 'cell 2']);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows.at(-1)).toBe(`cell ${rows.length}`);
  for (const table of host.querySelectorAll('table')) {
    expect(table.querySelector('th')?.textContent).toBe('a');
  }
  expect(host.lastElementChild?.previousElementSibling?.textContent?.trim() ?? '').toContain('after');
});

test('a text that comes all at once is drawn in steps', () => {
  const { host, text } = live();
  text.append(MONSTERS['a list'] ?? '');
  expect(text.draw()).toBe(true);
  expect(host.textContent?.length).toBeLessThan(9_000);
});
