import { LANGUAGES, languageNamed } from './languages';
import { sanitize } from './sanitize';

/** Longer code is shown as it is: colouring it would hold up the page. */
const LONGEST = 60_000;

/** Code in colours; null if it is too long or in no language that we know. */
export async function colour(code: string, language: string): Promise<DocumentFragment | null> {
  const name = languageNamed(language);
  const load = name === undefined ? undefined : LANGUAGES[name];
  if (name === undefined || load === undefined || code.length > LONGEST) {
    return null;
  }
  const [{ default: highlighter }, { default: grammar }] = await Promise.all([import('highlight.js/lib/core'), load()]);
  if (highlighter.getLanguage(name) === undefined) {
    highlighter.registerLanguage(name, grammar);
  }
  return sanitize(highlighter.highlight(code, { language: name, ignoreIllegals: true }).value);
}

/** The same, cut at the ends of lines: what begins in one line and ends in another is begun anew in each. */
export async function colourLines(code: string, language: string): Promise<DocumentFragment[] | null> {
  const coloured = await colour(code, language);
  return coloured === null ? null : linesOf(coloured);
}

export function linesOf(coloured: DocumentFragment): DocumentFragment[] {
  const lines: DocumentFragment[] = [];
  let line = document.createDocumentFragment();
  let place: Node = line;
  const next = () => {
    lines.push(line);
    const open: Element[] = [];
    for (let at: Node | null = place; at !== line && at !== null; at = at.parentNode) {
      open.unshift(at as Element);
    }
    line = document.createDocumentFragment();
    place = line;
    for (const element of open) {
      place = place.appendChild(element.cloneNode(false));
    }
  };
  const walk = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const [first = '', ...others] = (node.textContent ?? '').split('\n');
      place.appendChild(document.createTextNode(first));
      for (const text of others) {
        next();
        place.appendChild(document.createTextNode(text));
      }
      return;
    }
    place = place.appendChild(node.cloneNode(false));
    node.childNodes.forEach(walk);
    place = place.parentNode as Node;
  };
  coloured.childNodes.forEach(walk);
  lines.push(line);
  return lines;
}
