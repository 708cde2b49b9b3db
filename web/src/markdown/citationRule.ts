import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { citationName, citedText, type Citation, type CitationState } from './citation';
import type { MarkdownOptions } from './options';

/** What may stand behind a citation and belongs to it; of more than that, a line may be broken in the middle. */
const STOPS = /^[.,;:!?)\]»”’"'…。，、；：！？）」』】》]{1,4}/;

/** A citation on its way through the parser. */
interface Mark {
  readonly citation: Citation | null;
  readonly text: string;
  readonly state: CitationState;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '【': '】' };

/** Teaches a parser the citations of our wikis and answers. What they are is decided here; what they look like, in `citationHtml`. */
export function citationRule(parser: MarkdownIt, options: MarkdownOptions): void {
  // What is written within a link is part of its text.
  parser.inline.ruler.before('link', 'citation', (state, silent) => {
    const inBrackets = state.linkLevel > 0 ? null : bracketAt(state);
    if (inBrackets === null) {
      return false;
    }
    const marks = marksOf(inBrackets.inner, inBrackets.certain, options);
    if (marks === null) {
      return false;
    }
    if (!silent) {
      for (const mark of marks) {
        state.push('citation', '', 0).meta = { mark };
      }
    }
    state.pos = inBrackets.end;
    return true;
  });
  // Plain text is read up to what may begin something else; that does not know of these brackets.
  const [plain] = parser.inline.ruler.getRules('');
  parser.inline.ruler.at('text', (state, silent) => {
    const end = state.posMax;
    const bracket = state.src.indexOf('【', state.pos);
    if (plain === undefined || bracket === state.pos) {
      return false;
    }
    state.posMax = bracket > 0 && bracket < end ? bracket : end;
    const read = plain(state, silent);
    state.posMax = end;
    return read;
  });
  parser.core.ruler.after('inline', 'citation_in_code', ({ tokens }) => {
    for (const token of tokens) {
      token.children?.forEach((child) => inCode(child, options));
      token.children?.forEach((child, at, all) => holdStop(child, all[at + 1]));
    }
  });
}

/** The mark that a token of type `citation` bears. */
export function markOf(token: Token): Mark {
  return (token.meta as { mark: Mark }).mark;
}

/** The full stop that stands right behind it, and what else does; empty if nothing does. */
export function stopOf(token: Token): string {
  return (token.meta as { stop?: string }).stop ?? '';
}

/** A browser breaks a line behind a button, even before the full stop that belongs to it: they go together. */
function holdStop(token: Token, next: Token | undefined): void {
  const stop = token.type === 'citation' && next?.type === 'text' ? STOPS.exec(next.content)?.[0] : undefined;
  if (stop !== undefined && next !== undefined) {
    token.meta = { mark: markOf(token), stop };
    next.content = next.content.slice(stop.length);
  }
}

/** A citation that stands alone in marks of code is meant as one. */
function inCode(token: Token, options: MarkdownOptions): void {
  const inner = /^\[([^[\]]+)\]$/.exec(token.type === 'code_inline' ? token.content : '')?.[1];
  const marks = inner === undefined ? null : marksOf(inner, true, options);
  const [mark] = marks ?? [];
  if (marks?.length === 1 && mark !== undefined) {
    token.type = 'citation';
    token.meta = { mark };
  }
}

function bracketAt({ src, pos, posMax }: StateInline): { inner: string; end: number; certain: boolean } | null {
  const closing = CLOSING[src.charAt(pos)];
  if (closing === undefined) {
    return null;
  }
  const end = closeOf(src, pos, posMax, closing);
  if (end < 0) {
    return null;
  }
  const index = pos > 0 && /[A-Za-z0-9_]/.test(src.charAt(pos - 1));
  return { inner: src.slice(pos + 1, end), end: end + 1, certain: !index && src.charAt(end + 1) !== '(' };
}

/** Where the brackets close; they hold no other ones, and no second line. */
function closeOf(src: string, from: number, to: number, closing: string): number {
  for (let at = from + 1; at < to && at - from <= 1_002; at++) {
    const c = src.charAt(at);
    if (c === closing) {
      return at;
    }
    if (c === '[' || c === '【' || c === '\n') {
      return -1;
    }
  }
  return -1;
}

function marksOf(inner: string, certain: boolean, options: MarkdownOptions): Mark[] | null {
  const cited = citedText(inner);
  if (cited === null) {
    return null;
  }
  if (cited.citations.length === 0) {
    return certain && cited.plain ? [{ citation: null, text: inner, state: 'unresolved' }] : null;
  }
  const known = cited.citations.map((citation) => options.stateOf?.(citation));
  if (!(certain && cited.plain) && known.includes(undefined)) {
    return null; // something else may be meant
  }
  return cited.citations.map((citation, index) => ({
    citation,
    text: citationName(citation),
    state: known[index] ?? options.unknown ?? 'unchecked',
  }));
}
