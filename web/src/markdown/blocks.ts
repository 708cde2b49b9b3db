import type { MarkdownIt, Token } from 'markdown-it';
import type { TextEnv } from './parser';
import { sanitize } from './sanitize';

/** The finished blocks of a text, each in a `.block` of its own, which runs as its words do, ready for the page. */
export function renderBlocks(parser: MarkdownIt, source: string, env: TextEnv, kind = 'block'): DocumentFragment {
  const html = topLevel(parser.parse(source, env))
    .map(
      (tokens) =>
        `<div class="${classOf(tokens, kind)}" dir="auto">${parser.renderer.render(tokens, parser.options, env)}</div>`,
    )
    .join('');
  return sanitize(html);
}

/** The tokens of each block of the outermost level. */
function topLevel(tokens: Token[]): Token[][] {
  const groups: Token[][] = [];
  let group: Token[] = [];
  for (const token of tokens) {
    group.push(token);
    if (token.level === 0 && token.nesting !== 1) {
      groups.push(group);
      group = [];
    }
  }
  return groups;
}

/** A heading stands apart from what is before it: the space between blocks is that of their boxes. */
function classOf([first]: Token[], kind: string): string {
  return first?.type === 'heading_open' ? `${kind} is-heading` : kind;
}
