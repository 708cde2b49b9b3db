/** Lines of a file, as a text cites them: `[path:first-last]`. */
export interface Citation {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** What stands in a pair of brackets, if it has the form of citations. */
export interface CitedText {
  /** Empty if they can be none: their lines are in no file, or their paths lead out of the repository. */
  readonly citations: readonly Citation[];
  /** Whether each path is plainly one of a file, and not a word, a number or an expression. */
  readonly plain: boolean;
}

/** What became of a citation at the commit. `unchecked`: nobody has looked. */
export type CitationState = 'resolves' | 'moved' | 'unresolved' | 'unchecked';

interface Piece extends Citation {
  readonly spaced: boolean;
}

const LONGEST = 1_000;
const LINES = /^L?(\d{1,18})(?: ?[-\u2010-\u2015] ?L?(\d{1,18}))?$/;
const ENDING = /\.\p{L}/u;
const LETTER = /\p{L}/u;
const MOST_LINES = 9_999_999;

/** Reads what stands between two brackets, as the service does; null if that has not the form of citations. */
export function citedText(inner: string): CitedText | null {
  const quoted = inner.length > 2 && inner.startsWith('`') && inner.endsWith('`');
  const text = quoted ? inner.slice(1, -1) : inner;
  if (text === '' || text.length > LONGEST || text.trim() !== text) {
    return null;
  }
  const pieces = several(text) ?? one(text);
  if (pieces === null) {
    return null;
  }
  const there = pieces.every(isCitation);
  return {
    citations: there ? pieces.map(({ path, first, last }) => ({ path, first, last })) : [],
    plain: pieces.every(isPlain),
  };
}

/** `path:12-20`, or `path:12`. */
export function citationName({ path, first, last }: Citation): string {
  return `${path}:${first === last ? first : `${first}-${last}`}`;
}

/** `a.c:1-2, 7, b.c:3`: lines alone are of the file before them. A path with a comma in it is not read as several. */
function several(text: string): Piece[] | null {
  const pieces: Piece[] = [];
  for (const part of text.split(/[,;] ?/)) {
    const before = pieces.at(-1);
    const read = piece(before !== undefined && LINES.test(part) ? `${before.path}:${part}` : part);
    if (read === null) {
      return null;
    }
    pieces.push(read);
  }
  return pieces;
}

function one(text: string): Piece[] | null {
  const read = piece(text);
  return read === null ? null : [read];
}

function piece(text: string): Piece | null {
  const at = Math.max(text.lastIndexOf(':'), text.lastIndexOf('#L'), text.lastIndexOf('†'));
  if (at <= 0 || !LETTER.test(text.slice(0, at)) || text.includes('://')) {
    return null;
  }
  const behind = text.slice(at + 1);
  const lines = LINES.exec(behind.trim());
  if (lines === null) {
    return null;
  }
  const first = Number(lines[1]);
  return { path: text.slice(0, at), first, last: Number(lines[2] ?? first), spaced: behind.startsWith(' ') };
}

function isCitation({ path, first, last }: Piece): boolean {
  const names = path.split('/');
  const inside = names.every((name) => name !== '' && name !== '.' && name !== '..');
  return inside && path.trim() === path && !path.includes('\0') && first >= 1 && last >= first && last <= MOST_LINES;
}

/** A file's name with an ending, or a path into a folder; before a colon and a blank also words may stand. */
function isPlain({ path, spaced }: Piece): boolean {
  const oneWord = !path.includes(' ');
  return (oneWord && ENDING.test(path)) || (path.includes('/') && !(spaced && !oneWord));
}
