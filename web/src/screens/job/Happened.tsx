import type { JobProgress } from '../../api/types';
import { language, t } from '../../i18n';

/** What a line of a job's log tells: of pages in the language of the UI, else in the service's own words. */
export function Happened({ line }: { line: JobProgress }) {
  const known = language.value !== 'en' && line.page_status != null;
  return (
    <>
      {known ? (
        t(`job.event_${line.page_status!}`, { title: line.page_title ?? '' })
      ) : (
        <span lang="en">{line.message}</span>
      )}
      {line.error != null && line.error !== '' && (
        <span class="ink-bad" lang="en">
          {' '}
          {line.error}
        </span>
      )}
    </>
  );
}
