import { useMemo } from 'preact/hooks';
import type { JobPage } from '../../api/types';
import { t } from '../../i18n';
import { Prose } from '../../markdown/Prose';
import { Dialog } from '../../ui/Dialog';
import { toast } from '../../ui/toasts';

interface PreviewProps {
  page: JobPage;
  language: string;
  onClose: () => void;
}

/** A page that is written while the others are not. Its citations are checked when the wiki is published. */
export default function PagePreview({ page, language, onClose }: PreviewProps) {
  const options = useMemo(() => ({ lower: 1 }), []);
  return (
    <Dialog title={page.title} wide onClose={onClose}>
      <div class="stack">
        <p class="soft small">{t('job.previewNote')}</p>
        <article lang={language}>
          <Prose
            source={withoutTitle(page.content ?? '')}
            options={options}
            onSource={() => toast(t('job.previewCitation'))}
          />
        </article>
      </div>
    </Dialog>
  );
}

/** The dialog bears the title already. */
function withoutTitle(content: string): string {
  return content.replace(/^\s*# .*\n/, '');
}
