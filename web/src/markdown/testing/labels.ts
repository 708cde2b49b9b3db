import type { MarkdownLabels } from '../options';

/** Words for tests. */
export const LABELS: MarkdownLabels = {
  copyCode: 'Copy',
  copyHeading: 'Copy link',
  table: 'Table',
  openSource: 'Open {place}',
  unresolved: 'not there',
  moved: 'has moved',
};
