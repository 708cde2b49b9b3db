import type { MarkdownIt, Token } from 'markdown-it';
import { linkKind } from './addresses';
import type { MarkdownOptions } from './options';

/**
 * Leads relative links to the pages of the wiki that they mean. One that means none is shown as text: a browser would look for it among our
 * screens.
 */
export function linkRule(parser: MarkdownIt, options: MarkdownOptions): void {
  parser.core.ruler.after('inline', 'relative_links', ({ tokens }) => {
    for (const { children } of tokens) {
      let open: Token | null = null;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          open = token;
          lead(open, options);
        } else if (token.type === 'link_close') {
          token.tag = open?.tag ?? token.tag;
          open = null;
        } else if (token.type === 'image') {
          token.meta = { linked: open !== null };
        }
      }
    }
  });
}

/** Whether a picture stands in a link. */
export function isLinked(image: Token): boolean {
  return (image.meta as { linked?: boolean } | null)?.linked === true;
}

function lead(open: Token, { pageHref }: MarkdownOptions): void {
  const href = String(open.attrGet('href') ?? '');
  if (linkKind(href) !== 'relative' || href.startsWith('#')) {
    return;
  }
  const [path = '', hash] = href.split('#', 2);
  const page = pageHref?.(path.replace(/^\.\//, '').replace(/\.md$/, ''));
  if (page === undefined) {
    open.tag = 'span';
    open.attrs = [['title', href]];
  } else {
    open.attrSet('href', hash === undefined ? page : `${page}#${hash}`);
    open.attrSet('class', 'page-link');
  }
}
