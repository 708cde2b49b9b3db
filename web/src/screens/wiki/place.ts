import type { Citation } from '../../markdown/citation';

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
