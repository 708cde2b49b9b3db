import { useLayoutEffect, useRef } from 'preact/hooks';
import { t, language } from '../i18n';
import { copyText } from '../ui/copyText';
import type { Citation } from './citation';
import { Enhancer } from './enhance';
import { markdownLabels } from './labels';
import type { MarkdownOptions } from './options';
import { renderMarkdown } from './render';
import './prose.css';

export type ProseOptions = Omit<MarkdownOptions, 'labels'>;

interface ProseProps {
  source: string;
  /** Keep it the same object as long as nothing changes: the text is drawn again for another one. */
  options: ProseOptions;
  onSource: (citation: Citation) => void;
  /** The address of a heading; without it headings have no links. */
  headingUrl?: (slug: string) => string;
  /** Called when another text stands there. */
  onDrawn?: (text: HTMLElement) => void;
}

/** A whole Markdown text. */
export function Prose({ source, options, onSource, headingUrl, onDrawn }: ProseProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef(onDrawn);
  drawn.current = onDrawn;
  const shown = language.value;
  useLayoutEffect(() => {
    const box = host.current as HTMLDivElement;
    const enhancer = new Enhancer();
    box.replaceChildren(renderMarkdown(source, { ...options, labels: markdownLabels() }));
    enhancer.add(box);
    drawn.current?.(box);
    return () => enhancer.end();
  }, [source, options, shown]);
  return (
    <div
      class={headingUrl === undefined ? 'prose prose-plain' : 'prose'}
      ref={host}
      onClick={(event) => press(event, onSource, headingUrl)}
    />
  );
}

/** The buttons in rendered Markdown are no components: one listener hears them all. */
export function press(
  event: MouseEvent,
  onSource: (citation: Citation) => void,
  headingUrl?: (slug: string) => string,
): void {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  if (button === null) {
    return;
  }
  const { path, first, last, heading } = button.dataset;
  if (path !== undefined) {
    onSource({ path, first: Number(first), last: Number(last) });
  } else if (heading !== undefined && headingUrl !== undefined) {
    void copyText(headingUrl(heading), t('prose.linkCopied'));
  } else if (button.classList.contains('copy-code')) {
    void copyText(button.closest('.code')?.querySelector('code')?.textContent ?? '');
  }
}
