import { renderBlocks } from './blocks';
import type { MarkdownOptions } from './options';
import { markdownParser, newEnv } from './parser';

/** A whole Markdown text, ready for the page. */
export function renderMarkdown(source: string, options: MarkdownOptions): DocumentFragment {
  return renderBlocks(markdownParser(options), source, newEnv(), 'part');
}
