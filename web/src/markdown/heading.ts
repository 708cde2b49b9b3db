import type { MarkdownIt } from 'markdown-it';
import { markdownLabels } from './labels';
import { markdownParser, newEnv, plainText } from './parser';

let parser: MarkdownIt | undefined;

/** The plain text of a heading that is known without its page, as the page makes the name of the heading of it. */
export function headingText(markdown: string): string {
  parser ??= markdownParser({ labels: markdownLabels() });
  return plainText(parser.parse(`# ${markdown}`, newEnv())[1]);
}
