// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Citation, CitationState } from './citation';
import { citedText } from './citation';
import { colourLines } from './colour';
import { renderMarkdown } from './render';
import { LABELS } from './testing/labels';

const STATES: Readonly<Record<string, CitationState>> = {
  'a.c:10-20': 'resolves',
  'src/b.c:3-3': 'moved',
  'Makefile:3-3': 'resolves',
  'gone.c:1-2': 'unresolved',
};

function rendered(markdown: string): HTMLElement {
  const box = document.createElement('div');
  box.append(
    renderMarkdown(markdown, {
      labels: LABELS,
      stateOf: ({ path, first, last }: Citation) => STATES[`${path}:${first}-${last}`],
      unknown: 'unresolved',
      pageHref: (slug) => (slug === 'the-engine' ? '/wiki/w/the-engine' : undefined),
    }),
  );
  return box;
}

const cites = (box: HTMLElement) =>
  [...box.querySelectorAll<HTMLElement>('.cite')].map((cite) =>
    cite.tagName === 'BUTTON'
      ? `${cite.dataset.path}:${cite.dataset.first}-${cite.dataset.last} ${cite.className.replace('cite cite-', '')}`
      : `? ${cite.className.replace('cite cite-', '')}`,
  );

test.each([
  '[a.c:10-20]',
  '[a.c:10–20]',
  '[a.c:10 - 20]',
  '[a.c: 10-20]',
  '[a.c#L10-L20]',
  '[`a.c:10-20`]',
  '【a.c:10-20】',
  '【a.c†L10-L20】',
  '`[a.c:10-20]`',
])('%s is a citation, however a model writes it', (text) => {
  expect(cites(rendered(`So it is ${text}.`))).toEqual(['a.c:10-20 resolves']);
});

test('a block runs as its own words do, and code from left to right', () => {
  const box = rendered('# שלום\n\nText.\n\n- مرحبا\n\n```c\n// مرحبا\nint a;\n```');
  expect([...box.children].map((block) => block.getAttribute('dir'))).toEqual(['auto', 'auto', 'auto', 'auto']);
  expect(box.querySelector('pre')?.closest('[dir]')?.getAttribute('dir')).toBe('ltr');
  // Names at the beginning of a text do not tell in which direction it runs.
  const names = rendered('`foo()` [a.c:10-20] [gone.c:1-2] שלום');
  expect([...names.querySelectorAll('code, .cite')].map((name) => name.getAttribute('dir'))).toEqual([
    'ltr',
    'ltr',
    'ltr',
  ]);
});

test('one pair of brackets may hold several', () => {
  expect(cites(rendered('[a.c:10-20; src/b.c:3, 9]'))).toEqual([
    'a.c:10-20 resolves',
    'src/b.c:3-3 moved',
    '? unresolved',
  ]);
  expect(citedText('src/Work, Queue.java:3')?.citations).toEqual([{ path: 'src/Work, Queue.java', first: 3, last: 3 }]);
});

test.each([
  'takes rows[1:2] and x[0:3]',
  'takes `rows[key:5]`, and `[key:5]`',
  'between [0.1:9]',
  'at [12:30-40]',
  'buf[self.pos:4] and x[a/b:2]',
  '`data[hdr.offset:16]`, `y = [a.b:3]`',
  '[RFC:7231](https://x/y) and ![fig.a:3](x.png)',
  '[localhost:8080], [Figure:1], [sec. 4 of v2: 3]',
  'as said[^note:3]',
  '```\n[a.c:10-20]\n```',
  '[https://x.y/z:80]',
  '\\[a.c:10-20\\]',
])('%s has no citation', (text) => {
  expect(cites(rendered(text))).toEqual([]);
});

test('what may be something else is a citation if there is such a file', () => {
  expect(cites(rendered('[Makefile:3] and [Figure:3]'))).toEqual(['Makefile:3-3 resolves']);
  expect(cites(rendered('[a.c:10-20](https://x/y) and [b.c:1](https://x/y)'))).toEqual(['a.c:10-20 resolves']);
});

test('what is not there looks like it, and says so', () => {
  const box = rendered('Here [gone.c:1-2], there [other.c:9], nowhere [a.c:9-3].');
  expect(cites(box)).toEqual(['? unresolved', '? unresolved', '? unresolved']);
  expect(box.textContent?.replaceAll('\u2060', '')).toBe(
    'Here gone.c:1-2 (not there), there other.c:9 (not there), nowhere a.c:9-3 (not there).\n',
  );
});

test('a citation shows the name of the file, and opens the whole', () => {
  const cite = rendered('[src/b.c:3]').querySelector('button');
  expect(cite?.textContent).toBe('b.c:3');
  expect(cite?.getAttribute('aria-label')).toBe('Open src/b.c:3 (has moved)');
});

test('headings have names, each its own', () => {
  const box = rendered('# The `Engine`\n\n## Größe & Übel\n\n## Größe & Übel\n\n## 火箭\n\n## !');
  expect([...box.querySelectorAll('[id]')].map(({ id }) => id)).toEqual([
    's-the-engine',
    's-größe-übel',
    's-größe-übel-1',
    's-火箭',
    's-section',
  ]);
  expect(box.querySelector('.heading button')?.getAttribute('aria-label')).toBe('Copy link: The Engine');
  expect(box.querySelector('h1')?.textContent).toBe('The Engine');
});

test('links lead to pages of the wiki and out of it', () => {
  const links = [
    ...rendered('[a](the-engine) [b](https://x.y/z) [c](#why) <me@x.y> https://q.r').querySelectorAll('a'),
  ];
  expect(links.map((link) => [link.getAttribute('href'), link.rel, link.className])).toEqual([
    ['/wiki/w/the-engine', '', 'page-link'],
    ['https://x.y/z', 'noopener noreferrer', ''],
    ['#why', '', ''],
    ['mailto:me@x.y', 'noopener noreferrer', ''],
    ['https://q.r', 'noopener noreferrer', ''],
  ]);
});

test('pictures come from our own server; of others the words stay', () => {
  const box = rendered('![ours](/images/a.png) ![theirs](https://x.y/a.png) ![there](docs/a.png)');
  expect([...box.querySelectorAll('img')].map(({ alt }) => alt)).toEqual(['ours']);
  expect(box.querySelector('a')?.textContent).toBe('theirs');
  expect(box.textContent).toContain('there');
});

test('tables scroll by themselves, and can be reached by keyboard', () => {
  const box = rendered('| a | b |\n|--:|---|\n| 1 | 2 |');
  const region = box.querySelector<HTMLElement>('.table-scroll');
  expect([region?.tabIndex, region?.getAttribute('role'), region?.getAttribute('aria-label')]).toEqual([
    0,
    'group',
    'Table',
  ]);
  expect(box.querySelector('th')?.className).toBe('align-right');
  expect(box.innerHTML).not.toContain('style=');
});

test('code is coloured, line by line', async () => {
  const lines = await colourLines('/* a\n b */\nint c = 1;', 'java');
  const html = lines?.map((line) => {
    const box = document.createElement('div');
    box.append(line);
    return box.innerHTML;
  });
  expect(html).toEqual([
    '<span class="hljs-comment">/* a</span>',
    '<span class="hljs-comment"> b */</span>',
    '<span class="hljs-type">int</span> <span class="hljs-variable">c</span> <span class="hljs-operator">=</span> <span class="hljs-number">1</span>;',
  ]);
  expect(await colourLines('x', 'no such language')).toBeNull();
});

test.each(['the-engine#why', 'the-engine.md#why', './the-engine#why'])('%s leads to a heading of a page', (href) => {
  expect(rendered(`See [it](${href}).`).querySelector('a')?.getAttribute('href')).toBe('/wiki/w/the-engine#why');
});

test.each(['src/a.ts', '../src/a.ts#L4', '/src/a%20b.ts', 'orders', 'src/', '../..', '/', '', '?a=b'])(
  'a link to "%s", which is no page of the wiki, is text that says where it would lead',
  (href) => {
    const box = rendered(`See [**it**](<${href}>).`);
    expect(box.textContent?.trim()).toBe('See it.');
    expect(box.querySelectorAll('a, button')).toHaveLength(0);
    expect(box.querySelector('span')?.title).toBe(href);
  },
);

test('a picture from elsewhere in a link is words, and no link in a link', () => {
  const box = rendered('[![build](https://x.y/z.svg)](https://q.r) ![alone](https://x.y/z.svg)');
  expect([...box.querySelectorAll('a')].map((link) => link.textContent)).toEqual(['build', 'alone']);
  expect(box.querySelector('a a')).toBeNull();
});

test('what stands right behind a citation stays with it, up to four characters', () => {
  const box = rendered(`[a/b.ts:4-9].” [a/b.ts:4-9]。 [a/b.ts:4-9]${'.'.repeat(300)}`);
  expect([...box.querySelectorAll('.with-stop')].map((held) => held.lastChild?.textContent)).toEqual([
    '.”',
    '。',
    '....',
  ]);
});
