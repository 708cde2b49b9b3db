import CommonMark, { type Env, type MarkdownIt, type Token } from 'markdown-it';
import { citationRule, markOf, stopOf } from './citationRule';
import { linkKind, mayShow } from './addresses';
import { isLinked, linkRule } from './links';
import type { MarkdownOptions } from './options';
import { slugOf } from './slugs';

/** What the parser keeps of a text between its pieces. A live draw, of which nothing may stay, gets a copy. */
export interface TextEnv extends Env {
  references: NonNullable<Env['references']>;
  /** How often each heading was there. */
  slugs: Map<string, number>;
  /** The number of the next item, if the piece goes on with a list; 0 if not. */
  nextItem: number;
}

export function newEnv(): TextEnv {
  return { references: {}, slugs: new Map(), nextItem: 0 };
}

export function copyOf(env: TextEnv): TextEnv {
  return { ...env, references: { ...env.references }, slugs: new Map(env.slugs) };
}

/** The parser and the words of its HTML. What it makes goes through `sanitize`, always. */
export function markdownParser(options: MarkdownOptions): MarkdownIt {
  const parser = new CommonMark({ html: false, linkify: true, typographer: false, maxNesting: 60 });
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.validateLink = (url) => linkKind(url) !== null;
  citationRule(parser, options);
  linkRule(parser, options);
  headings(parser, options);
  blocks(parser, options);
  inline(parser, options);
  return parser;
}

const { escapeHtml: escape } = new CommonMark().utils;

function headings(parser: MarkdownIt, { labels, lower = 0 }: MarkdownOptions): void {
  const tag = (token: Token) => `h${Math.min(6, Number(token.tag.slice(1)) + lower)}`;
  parser.renderer.rules.heading_open = (tokens, at, _options, env) => {
    const slug = slugOf(plainText(tokens[at + 1]), (env as TextEnv).slugs);
    const token = tokens[at] as Token;
    token.meta = { slug };
    return `<div class="heading"><${tag(token)} id="s-${escape(slug)}" tabindex="-1">`;
  };
  parser.renderer.rules.heading_close = (tokens, at) => {
    const slug = (tokens[at - 2]?.meta as { slug?: string } | null)?.slug ?? '';
    const name = escape(`${labels.copyHeading}: ${plainText(tokens[at - 1])}`);
    const button = `<button type="button" class="heading-link" data-heading="${escape(slug)}" aria-label="${name}">#</button>`;
    return `</${tag(tokens[at] as Token)}>${button}</div>\n`;
  };
}

function blocks(parser: MarkdownIt, { labels }: MarkdownOptions): void {
  parser.renderer.rules.fence = (tokens, at) => {
    const { info, content } = tokens[at] as Token;
    return codeHtml(
      content,
      parser.utils
        .unescapeAll(info)
        .trim()
        .split(/[\s{,]/)[0] ?? '',
      labels.copyCode,
    );
  };
  parser.renderer.rules.code_block = (tokens, at) => codeHtml(tokens[at]?.content ?? '', '', labels.copyCode);
  // It does not tell in which direction the words around it run.
  parser.renderer.rules.code_inline = (tokens, at) => `<code dir="ltr">${escape(tokens[at]?.content ?? '')}</code>`;
  parser.renderer.rules.table_open = () =>
    `<div class="table-scroll" role="group" tabindex="0" aria-label="${escape(labels.table)}"><table>`;
  parser.renderer.rules.table_close = () => '</table></div>\n';
  // The default says alignment in a style, which the policy of the page does not allow.
  const cell: NonNullable<(typeof parser.renderer.rules)['td_open']> = (tokens, at) => {
    const token = tokens[at] as Token;
    const align = /right|center/.exec(String(token.attrGet('style') ?? ''))?.[0];
    return `<${token.tag}${align === undefined ? '' : ` class="align-${align}"`}>`;
  };
  parser.renderer.rules.td_open = cell;
  parser.renderer.rules.th_open = cell;
  parser.renderer.rules.ordered_list_open = (tokens, at, _options, env) => {
    const token = tokens[at] as Token;
    const next = token.level === 0 ? (env as TextEnv).nextItem : 0;
    const start = next > 0 ? next : Number(token.attrGet('start') ?? 1);
    return start === 1 ? '<ol>' : `<ol start="${start}">`;
  };
}

/** A block of code, which is coloured later; one of Mermaid, which is drawn later. */
function codeHtml(content: string, language: string, copy: string): string {
  const name = escape(language.slice(0, 30));
  const kind = /^mermaid$/i.test(language) ? ' diagram' : '';
  const head = `<div class="code-head"><span class="code-language">${name}</span><button type="button" class="copy-code">${escape(copy)}</button></div>`;
  return `<div class="code${kind}" dir="ltr" data-language="${name}">${head}<pre tabindex="0"><code>${escape(content)}</code></pre></div>\n`;
}

function inline(parser: MarkdownIt, options: MarkdownOptions): void {
  parser.renderer.rules.citation = (tokens, at) => {
    const token = tokens[at] as Token;
    const stop = stopOf(token);
    return stop === ''
      ? citationHtml(token, options)
      : `<span class="with-stop">${citationHtml(token, options)}${escape(stop)}</span>`;
  };
  parser.renderer.rules.image = (tokens, at) => {
    const token = tokens[at] as Token;
    const src = String(token.attrGet('src') ?? '');
    const alt = token.content;
    if (mayShow(src)) {
      return `<img src="${escape(src)}" alt="${escape(plainText(token) || alt)}" loading="lazy">`;
    }
    // A picture from elsewhere would tell that other place who reads here.
    const words = escape(plainText(token) || alt || src);
    return linkKind(src) === 'web' && !isLinked(token)
      ? `<a class="image-link" href="${escape(src)}">${words}</a>`
      : `<span class="image-alt">${words}</span>`;
  };
}

function citationHtml(token: Token, { labels }: MarkdownOptions): string {
  const { citation, text, state } = markOf(token);
  if (citation === null || state === 'unresolved') {
    return `<span class="cite cite-unresolved" dir="ltr" title="${escape(`${text}: ${labels.unresolved}`)}">${escape(short(text))}<span class="unseen"> (${escape(labels.unresolved)})</span></span>`;
  }
  const moved = state === 'moved' ? ` (${labels.moved})` : '';
  const label = escape(labels.openSource.replace('{place}', text) + moved);
  const place = `data-path="${escape(citation.path)}" data-first="${citation.first}" data-last="${citation.last}"`;
  return `<button type="button" class="cite cite-${state}" dir="ltr" ${place} title="${escape(text + moved)}" aria-label="${label}">${escape(short(text))}</button>`;
}

/** The file's name says enough in a sentence; the whole path is its title. */
function short(text: string): string {
  return text.slice(text.lastIndexOf('/', text.lastIndexOf(':')) + 1);
}

/** The words of an inline token, without its marks and citations. */
export function plainText(token: Token | undefined): string {
  return (token?.children ?? [])
    .map((child) =>
      child.type === 'citation'
        ? ''
        : child.type === 'softbreak'
          ? ' '
          : child.children
            ? plainText(child)
            : child.content,
    )
    .join('')
    .trim();
}
