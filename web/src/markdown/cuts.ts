import type { Token } from 'markdown-it';

/** Where an open block can be cut in two, so that its beginning is drawn once and for all. */
export interface Cut {
  /** The offset in the tail at which the rest begins. */
  readonly at: number;
  /** What is to be read before the rest, so that it is understood as the rest of the same. */
  readonly prefix: string;
  /** How many items of a numbered list stand before it; 0 if it is none. */
  readonly items: number;
  /** The number of the first item. */
  readonly start: number;
}

const PIECE = 3_000;

/**
 * A place for a cut; null if there is none.
 *
 * @param tokens of the text, which is one block
 * @param text the prefix and the tail
 * @param prefix which was read before the tail
 */
export function cutOf(tokens: readonly Token[], text: string, prefix: string): Cut | null {
  const [block] = tokens;
  if (block === undefined) {
    return null;
  }
  switch (block.type) {
    case 'paragraph_open':
      return { at: wordBreak(text), prefix: '', items: 0, start: 1 };
    case 'code_block':
      return { at: text.lastIndexOf('\n', PIECE) + 1, prefix: '', items: 0, start: 1 };
    case 'bullet_list_open':
    case 'ordered_list_open':
      return list(tokens, text);
    case 'blockquote_open':
      return quote(tokens, text);
    case 'table_open':
      return table(tokens, text, prefix);
    default:
      return null;
  }
}

/** The offset at which a line begins. */
export function lineStart(text: string, line: number): number {
  let at = 0;
  for (let passed = 0; passed < line; passed++) {
    at = text.indexOf('\n', at) + 1;
  }
  return at;
}

/** Behind a sentence if there is one, else a word, else anywhere but within a character. The rest must not look like something else. */
function wordBreak(text: string): number {
  const head = text.slice(0, PIECE);
  const sentence = lastMatch(head, /[.!?]\s+(?=\p{L})/gu);
  const word = sentence > PIECE / 2 ? sentence : lastMatch(head, /\s(?=\p{L})/gu);
  if (word > PIECE / 2) {
    return word;
  }
  return /[\uD800-\uDBFF]$/.test(head) ? PIECE - 1 : PIECE;
}

/** The offset behind the last match; 0 if there is none. */
function lastMatch(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
  }
  return end;
}

/** Before the last item of the outermost list that has several. */
function list(tokens: readonly Token[], text: string): Cut | null {
  const outer: number[] = [];
  for (let level = 1; ; level += 2) {
    const from = tokens.findLastIndex(
      (token) => token.level === level - 1 && /^(bullet|ordered)_list_open$/.test(token.type),
    );
    const items =
      from < 0 ? [] : tokens.slice(from).filter((token) => token.type === 'list_item_open' && token.level === level);
    const line = items.at(-1)?.map?.[0];
    if (line === undefined) {
      return null;
    }
    if (items.length > 1) {
      const before = outerMarks(outer, line, text);
      const ordered = level === 1 && tokens[0]?.type === 'ordered_list_open';
      const start = Number(tokens[0]?.attrGet('start') ?? 1);
      return before === null
        ? null
        : { at: lineStart(text, line), prefix: before, items: ordered ? items.length - 1 : 0, start };
    }
    outer.push(line);
  }
}

/** The marks of the items around, without their words: in them the rest is what it was. Null if they are not in lines of their own. */
function outerMarks(lines: readonly number[], last: number, text: string): string | null {
  let marks = '';
  for (const [at, line] of lines.entries()) {
    const found = /^( *(?:[-*+]|\d{1,9}[.)]))(?: |$)/m.exec(text.slice(lineStart(text, line)));
    if (found === null || found.index !== 0 || line === (lines[at + 1] ?? last)) {
      return null;
    }
    marks += `${found[1]}\n`;
  }
  return marks;
}

/** Before the last block within. */
function quote(tokens: readonly Token[], text: string): Cut | null {
  const lines = tokens.filter((token) => token.level === 1 && token.map !== null && token.nesting !== -1);
  const line = lines.at(-1)?.map?.[0] ?? 0;
  return line > 0 ? { at: lineStart(text, line), prefix: '', items: 0, start: 1 } : null;
}

/** Before the last row; the head goes along, for the columns. */
function table(tokens: readonly Token[], text: string, prefix: string): Cut | null {
  const rows = tokens.filter((token) => token.type === 'tr_open');
  const line = rows.at(-1)?.map?.[0] ?? 0;
  const head = prefix === '' ? text.slice(0, lineStart(text, 2)) : prefix;
  return rows.length > 2 && line > 2 ? { at: lineStart(text, line), prefix: head, items: 0, start: 1 } : null;
}
