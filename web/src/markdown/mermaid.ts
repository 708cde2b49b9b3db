import { reachesOut, sanitizeDrawing } from './sanitize';

/** The colours and letters of a drawing, taken from the page around it. */
export interface DrawingStyle {
  readonly dark: boolean;
  readonly font: string;
  readonly paper: string;
  readonly ink: string;
  readonly line: string;
  readonly node: string;
  readonly group: string;
}

/** More text than this is no picture that anybody reads. */
const LONGEST = 30_000;

let drawings = 0;
/** Mermaid has one configuration for all: one drawing after the other. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Draws a diagram.
 *
 * @throws Error if the text is no diagram, or one that we do not draw
 */
export function drawDiagram(source: string, style: DrawingStyle): Promise<SVGSVGElement> {
  const drawn = queue.then(() => draw(source, style));
  queue = drawn.catch(() => {});
  return drawn;
}

async function draw(source: string, style: DrawingStyle): Promise<SVGSVGElement> {
  const text = tame(source);
  if (text === null) {
    throw new Error('This diagram wants to show something from elsewhere.');
  }
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    maxTextSize: LONGEST,
    maxEdges: 400,
    // Labels as HTML are foreign objects, which `sanitizeDrawing` takes out.
    htmlLabels: false,
    fontFamily: style.font,
    theme: 'base',
    themeVariables: variables(style),
    flowchart: { htmlLabels: false, useMaxWidth: true, curve: 'basis' },
    sequence: { useMaxWidth: true },
    er: { useMaxWidth: true },
  });
  const { svg } = await mermaid.render(`diagram-${++drawings}`, text);
  const drawing = sanitizeDrawing(svg);
  if (drawing === null) {
    throw new Error('Nothing was drawn.');
  }
  return drawing;
}

function variables({ dark, font, paper, ink, line, node, group }: DrawingStyle): Record<string, unknown> {
  return {
    darkMode: dark,
    fontFamily: font,
    fontSize: '15px',
    background: paper,
    primaryColor: node,
    primaryTextColor: ink,
    primaryBorderColor: line,
    secondaryColor: group,
    tertiaryColor: group,
    tertiaryTextColor: ink,
    tertiaryBorderColor: line,
    lineColor: line,
    textColor: ink,
    mainBkg: node,
    nodeBorder: line,
    clusterBkg: group,
    clusterBorder: line,
    titleColor: ink,
    edgeLabelBackground: paper,
    noteBkgColor: group,
    noteTextColor: ink,
    noteBorderColor: line,
    actorBkg: node,
    actorBorder: line,
    actorTextColor: ink,
    signalColor: ink,
    signalTextColor: ink,
  };
}

/**
 * The text of a diagram without what could reach out of the page while it is drawn, that is before anything can be sanitized: its own
 * configuration, styles that name other places, links. Null if it wants pictures, which are loaded at once.
 */
export function tame(source: string): string | null {
  if (source.length > LONGEST) {
    return null;
  }
  const tamed = source
    .replace(/^\s*---[ \t]*\n[\s\S]*?\n[ \t]*---[ \t]*(\n|$)/, '')
    .replace(/%%\{[\s\S]*?\}%%/g, '')
    .split('\n')
    .filter((line) => line.split(';').every(isHarmless))
    .join('\n')
    .replace(TAG, '#lt;');
  return configures(tamed) || wantsPicture(tamed) ? null : tamed;
}

/** Whether there is still a configuration: a second one, half of one, or one that stood within what was taken out. */
function configures(text: string): boolean {
  return /^\s*---/.test(text) || text.includes('%%{');
}

/** A word in quotes may hold a brace, and a name may be written with escapes: whatever comes behind the first one counts. */
function wantsPicture(text: string): boolean {
  const from = text.indexOf('@{');
  return from >= 0 && /\bimg\b|\\/i.test(text.slice(from));
}

/** What begins a tag: Mermaid puts labels into the page as HTML to measure them. Breaks of lines may stay, and stereotypes as `<<choice>>`. */
const TAG = /(?<!<)<(?!br\s*\/?>)(?=[a-z!/?])/gi;

function isHarmless(statement: string): boolean {
  const word = /^\s*(\w+)/.exec(statement)?.[1]?.toLowerCase() ?? '';
  if (['click', 'link', 'links', 'callback', 'href', 'properties', 'details'].includes(word)) {
    return !/(https?:|javascript:|data:|\bcall\b|\bhref\b|["'][^"']*\/\/)/i.test(statement);
  }
  const styles = ['style', 'classdef', 'linkstyle', 'updateelementstyle', 'updaterelstyle'].includes(word);
  return !(styles && (reachesOut(statement) || statement.includes('\\')));
}
