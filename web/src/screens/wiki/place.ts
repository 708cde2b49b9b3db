import { queryOf } from '../../api/client';
import type { Citation } from '../../markdown/citation';
import type { UrlState } from '../../state/url';

/** The lines of a file in an address: `src/a.c:12-40`. */
export function readPlace(text: string): Citation | null {
  const found = /^(.+):(\d{1,7})(?:-(\d{1,7}))?$/.exec(text);
  if (found === null) {
    return null;
  }
  const first = Number(found[2]);
  const last = Number(found[3] ?? first);
  return first >= 1 && last >= first ? { path: found[1] ?? '', first, last } : null;
}

export function pageUrl(book: string, slug?: string): string {
  const wiki = `/wiki/${encodeURIComponent(book)}`;
  return slug === undefined ? wiki : `${wiki}/${encodeURIComponent(slug)}`;
}

/** What stays of the query when the page changes: the questions beside the wiki, and how they are asked. */
export function stayingQuery(url: UrlState): string {
  const ask = url.get('ask');
  return ask === '' ? '' : queryOf({ ask, research: url.get('research'), model: url.get('model') });
}
