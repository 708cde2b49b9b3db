import createPurifier, { type Config } from 'dompurify';
import { linkKind, mayShow } from './addresses';

/*
 * The last step before anything that was made of a text from a model or a repository comes into the page. What is not named here is left out.
 */
const PROSE: Config = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'em', 'strong', 's', 'a', 'img', 'button', 'span', 'div'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: [
    ...['href', 'title', 'src', 'alt', 'loading', 'class', 'id', 'type', 'tabindex', 'role', 'start', 'dir'],
    ...['aria-label', 'data-path', 'data-first', 'data-last', 'data-heading', 'data-language'],
  ],
  // Words, in which a colon makes no address.
  ADD_URI_SAFE_ATTR: ['aria-label', 'data-path', 'data-heading', 'data-language'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const DRAWING: Config = {
  USE_PROFILES: { svg: true, svgFilters: false },
  // No links, no pictures, no other documents, no HTML within: it is a drawing.
  FORBID_TAGS: ['a', 'image', 'use', 'foreignObject', 'script', 'animate', 'set', 'animateTransform', 'animateMotion'],
  FORBID_ATTR: ['href', 'xlink:href', 'tabindex'],
  ADD_TAGS: ['style'],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const purifier = createPurifier(window);
const drawingPurifier = createPurifier(window);

purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.nodeName === 'A') {
    guardLink(node);
  }
  if (node.nodeName === 'IMG' && !mayShow(node.getAttribute('src') ?? '')) {
    node.removeAttribute('src');
  }
  if (node.nodeName === 'BUTTON') {
    node.setAttribute('type', 'button');
  }
});

drawingPurifier.addHook('afterSanitizeAttributes', (node) => {
  for (const { name, value } of [...node.attributes]) {
    if (reachesOut(value)) {
      node.removeAttribute(name);
    }
  }
});
drawingPurifier.addHook('afterSanitizeElements', (node) => {
  if (node.nodeName.toLowerCase() === 'style') {
    node.textContent = harmlessRules(node.textContent ?? '');
  }
});

/** HTML as text, for the page. */
export function sanitize(html: string): DocumentFragment {
  return purifier.sanitize(html, PROSE) as unknown as DocumentFragment;
}

/** A drawing as text, for the page; null if nothing is left of it. */
export function sanitizeDrawing(svg: string): SVGSVGElement | null {
  const fragment = drawingPurifier.sanitize(svg, DRAWING) as unknown as DocumentFragment;
  return fragment.querySelector('svg');
}

function guardLink(link: Element): void {
  const kind = linkKind(link.getAttribute('href') ?? '');
  if (kind === null) {
    link.removeAttribute('href');
  } else if (kind !== 'relative') {
    link.setAttribute('rel', 'noopener noreferrer');
    link.setAttribute('target', '_blank');
  }
}

/** Whether a value of a style or of a drawing names another place: a part of the same drawing is `url(#…)`. */
export function reachesOut(value: string): boolean {
  const plain = value.replace(/\\([0-9a-f]{1,6})\s?/gi, (_all, code: string) => codePoint(parseInt(code, 16)));
  return /url\s*\((?!\s*["']?#)|@import|image-set|(^|[^a-z])(src|image|element|cross-fade)\s*\(|javascript:|expression\s*\(|-moz-binding/i.test(
    plain.replace(/\/\*[\s\S]*?\*\/|\\/g, ''),
  );
}

/** The rules of a style sheet but for those that reach out. */
function harmlessRules(css: string): string {
  return css
    .split('}')
    .filter((rule) => !reachesOut(rule))
    .join('}');
}

function codePoint(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
