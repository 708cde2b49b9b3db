import { t } from '../i18n';
import type { MarkdownLabels } from './options';

/** In the language that is shown. */
export function markdownLabels(): MarkdownLabels {
  return {
    copyCode: t('prose.copyCode'),
    copyHeading: t('prose.copyHeading'),
    table: t('prose.table'),
    openSource: t('prose.openSource'),
    unresolved: t('prose.unresolved'),
    moved: t('prose.moved'),
  };
}
