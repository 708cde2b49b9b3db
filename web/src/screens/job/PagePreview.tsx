import type { JobPage } from '../../api/types';
import { t } from '../../i18n';
import { Dialog } from '../../ui/Dialog';

interface PreviewProps {
  page: JobPage;
  language: string;
  onClose: () => void;
}

/** A page that is written while the others are not. */
export function PagePreview({ page, language, onClose }: PreviewProps) {
  return (
    <Dialog title={page.title} wide onClose={onClose}>
      <p class="soft small">{t('job.previewNote')}</p>
      <pre lang={language}>{page.content}</pre>
    </Dialog>
  );
}
