import type { MarkdownIt, Token } from 'markdown-it';
import { linkKind } from './addresses';
import { citedText, type Citation } from './citation';
import type { MarkdownOptions } from './options';

const ENDING = /\.\p{L}[^/]*$/u;

/** Leads relative links where they mean to: to a page of the wiki, or to a file of the repository. What is neither is plain text. */
export function linkRule(parser: MarkdownIt, options: MarkdownOptions): void {
  parser.core.ruler.after('inline', 'relative_links', ({ tokens }) => {
    for (const { children } of tokens) {
      children?.forEach((token, at) => {
        const close = token.type === 'link_open' && children.slice(at).find(({ type }) => type === 'link_close');
        if (close) {
          lead(token, close, options);
        }
      });
    }
  });
}

function lead(open: Token, close: Token, { pageHref }: MarkdownOptions): void {
  const href = String(open.attrGet('href') ?? '');
  if (linkKind(href) !== 'relative' || href.startsWith('#')) {
    return;
  }
  const page = pageHref?.(href.replace(/^\.\//, '').replace(/\.md$/, ''));
  if (page !== undefined) {
    open.attrSet('href', page);
    open.attrSet('class', 'page-link');
    return;
  }
  const place = placeOf(href);
  open.tag = close.tag = place === null ? 'span' : 'button';
  open.attrs =
    place === null
      ? []
      : [
          ['class', 'link-button'],
          ['data-path', place.path],
          ['data-first', String(place.first)],
          ['data-last', String(place.last)],
        ];
}

/** The file that an address names, and its lines if it names them; null if it names none. Where the text itself lies is not known. */
function placeOf(href: string): Citation | null {
  const path = decoded(href).replace(/^(\.{0,2}\/)+/, '');
  const cited = citedText(path) ?? citedText(`${path.replace(/[?#].*$/, '')}:1`);
  const place = cited?.citations.length === 1 ? cited.citations[0] : undefined;
  return place !== undefined && ENDING.test(place.path) ? place : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
