// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { LiveMarkdown } from './live';
import { tame } from './mermaid';
import type { MarkdownOptions } from './options';
import { renderMarkdown } from './render';
import { sanitizeDrawing } from './sanitize';
import { FOREIGN, HOSTILE, HOSTILE_DRAWINGS } from './testing/hostile';
import { LABELS } from './testing/labels';

/** The worst case: everything is taken for a citation that is there, every link for one to a page. */
const OPTIONS: MarkdownOptions = { labels: LABELS, stateOf: () => 'resolves' };

const ALLOWED = new Set(
  (
    'P BR HR BLOCKQUOTE PRE CODE EM STRONG S A IMG BUTTON SPAN DIV H1 H2 H3 H4 H5 H6 UL OL LI ' +
    'TABLE THEAD TBODY TR TH TD svg g rect text tspan style'
  ).split(' '),
);

/** What of a piece of the page could run, or ask another server without anybody's doing. */
function dangers(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const found = ALLOWED.has(element.nodeName) ? [] : [`<${element.nodeName}>`];
    for (const { name, value } of element.attributes) {
      const link = element.nodeName === 'A' && name === 'href';
      const plain = value.replace(/[\s\u0000-\u001f]/g, '').toLowerCase();
      if (name.startsWith('on') || ['style', 'srcdoc', 'srcset', 'formaction', 'xlink:href', 'ping'].includes(name)) {
        found.push(`${name}=${value}`);
      }
      if (
        ['src', 'href', 'action', 'poster', 'data', 'background'].includes(name) &&
        !link &&
        !/^\/(?![\\/])/.test(plain)
      ) {
        found.push(`${name}=${value}`);
      }
      if (/url\((?!#)/.test(plain) && !link) {
        found.push(`${name}=${value}`);
      }
      if (link && !/^(https?:|mailto:|[^:]*$|[^:]*[/?#])/.test(plain)) {
        found.push(`${name}=${value}`);
      }
      if (link && /^(https?:)?[\\/]{2}/.test(plain) && element.getAttribute('rel') !== 'noopener noreferrer') {
        found.push('a link without rel');
      }
    }
    if (element.nodeName === 'style' && /evil|@import/.test(element.textContent ?? '')) {
      found.push(element.textContent ?? '');
    }
    return found;
  });
}

test('there are more than forty', () => {
  expect(HOSTILE.length).toBeGreaterThan(60);
  expect(new Set(HOSTILE.map(({ name }) => name)).size).toBe(HOSTILE.length);
});

test('what could do something is found', () => {
  const box = document.createElement('div');
  for (const { markdown } of [...HOSTILE.slice(0, 6), ...HOSTILE_DRAWINGS]) {
    box.innerHTML = markdown;
    expect(dangers(box), markdown).not.toEqual([]);
  }
});

test.each(HOSTILE)('$name can do nothing', ({ markdown }) => {
  expect(dangers(renderMarkdown(markdown, OPTIONS))).toEqual([]);
});

test.each(HOSTILE)('$name can do nothing while it comes', ({ markdown }) => {
  const host = document.createElement('div');
  const live = new LiveMarkdown(host, OPTIONS);
  const step = Math.max(1, Math.floor(markdown.length / 50));
  for (let at = 0; at < markdown.length; at += step) {
    live.append(markdown.slice(at, at + step));
    live.draw();
    expect(dangers(host)).toEqual([]);
  }
  live.finish();
  expect(dangers(host)).toEqual([]);
});

test.each(HOSTILE_DRAWINGS)('a drawing with $name is without it', ({ markdown }) => {
  const drawing = sanitizeDrawing(markdown);
  const box = document.createElement('div');
  if (drawing !== null) {
    box.append(drawing);
  }
  expect(dangers(box)).toEqual([]);
  expect(box.innerHTML).not.toMatch(/evil\.example|executed/);
});

test.each(HOSTILE.filter(({ markdown }) => markdown.startsWith('```mermaid\n')))(
  '$name reaches out to nobody while it is drawn',
  ({ markdown }) => {
    const text = tame(markdown.replace(/^```mermaid\n|\n```$/g, '')) ?? '';
    // What is left within a label is text, which Mermaid draws as text.
    const outsideLabels = text.replace(/\[".*"\]/g, '');
    expect(text).not.toMatch(/<[a-z]/i);
    expect(outsideLabels).not.toContain(FOREIGN);
    expect(outsideLabels).not.toMatch(/javascript:|securityLevel|themeCSS|fontFamily/);
  },
);

test('what is harmless in a diagram stays', () => {
  const text =
    'flowchart TD\n  A["parse url(x)"] --> B\n  classDef hot fill:#fdd,stroke:rgb(1,2,3)\n  style B fill:#eee\n  C["a<br/>b"] <--> D';
  expect(tame(text)).toBe(text);
});
