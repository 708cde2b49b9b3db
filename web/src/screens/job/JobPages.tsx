import { useCallback, useRef } from 'preact/hooks';
import { api } from '../../api/client';
import type { Job, JobPage } from '../../api/types';
import { t } from '../../i18n';
import { formatCount, formatDuration } from '../../i18n/format';
import { useAction } from '../../state/action';
import { isOver } from '../../stream';
import { Badge, type Tone } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import type { IconName } from '../../ui/Icon';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toasts';
import { mayRetryPage } from './steering';

interface PagesProps {
  job: Job;
  pages: readonly JobPage[];
  onRead: (page: string) => void;
  onDone: () => void;
}

/** The pages of a job; those that are written can be read at once. */
export function JobPages({ job, pages, onRead, onDone }: PagesProps) {
  const { busy, problem, run } = useAction();
  const newest = useRef({ run, onDone });
  newest.current = { run, onDone };
  const retry = useCallback(
    (page: string) =>
      void newest.current.run(api.retryPage(job.id, page)).then((answer) => {
        if (answer !== undefined) {
          toast(t('job.pageRetried'));
        }
        newest.current.onDone();
      }),
    [job.id],
  );
  const acts = pages.some((page) => mayRetryPage(job, page));
  return (
    <section class="stack" aria-labelledby="pages">
      <h2 id="pages">{t('job.pages')}</h2>
      {problem && <ProblemNote problem={problem} />}
      {pages.length === 0 ? (
        <p class="soft">{t(isOver(job.status) ? 'job.nonePlanned' : 'job.noPages')}</p>
      ) : (
        <div class="table-wrap">
          <table class="table job-pages">
            <thead>
              <tr>
                <th scope="col">{t('job.pageTitle')}</th>
                <th scope="col">{t('job.pageState')}</th>
                <th scope="col" class="number">
                  {t('job.pageTime')}
                </th>
                <th scope="col" class="number">
                  {t('job.pageTokens')}
                </th>
                {acts && (
                  <th scope="col">
                    <span class="hush">{t('job.pageActions')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {pages.map((page) => (
                <PageRow
                  key={page.id}
                  page={page}
                  language={job.language}
                  acts={acts}
                  retryable={mayRetryPage(job, page)}
                  busy={busy}
                  onRead={onRead}
                  onRetry={retry}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const LOOKS: Record<JobPage['status'], { tone: Tone; icon: IconName; spin?: true }> = {
  pending: { tone: 'plain', icon: 'clock' },
  in_progress: { tone: 'accent', icon: 'spinner', spin: true },
  completed: { tone: 'good', icon: 'check' },
  failed: { tone: 'warn', icon: 'retry' },
  permanent_failed: { tone: 'bad', icon: 'close' },
};

interface RowProps {
  page: JobPage;
  language: string;
  /** Whether there is a column for what can be done. */
  acts: boolean;
  retryable: boolean;
  busy: boolean;
  onRead: (page: string) => void;
  onRetry: (page: string) => void;
}

/** It uses signals, and is therefore drawn again only when a property has changed: 500 of them stay smooth. */
function PageRow({ page, language, acts, retryable, busy, onRead, onRetry }: RowProps) {
  const { tone, icon, spin = false } = LOOKS[page.status];
  return (
    <tr>
      <td class="job-page-title">
        {page.content === null ? (
          <span lang={language}>{page.title}</span>
        ) : (
          <button
            type="button"
            class="link-button"
            lang={language}
            aria-label={t('job.read', { title: page.title })}
            onClick={() => onRead(page.page_id)}
          >
            {page.title}
          </button>
        )}
        {page.last_error !== null && page.status !== 'completed' && (
          <p class="small soft" lang="en">
            {page.last_error}
          </p>
        )}
      </td>
      <td>
        <Badge tone={tone} icon={icon} spin={spin}>
          {t(`job.page_${page.status}`)}
        </Badge>
        {page.retry_count > 1 && <p class="small soft">{t('job.attempts', { count: page.retry_count })}</p>}
      </td>
      <td
        class={page.generation_time_ms === null ? 'number soft is-nothing' : 'number soft'}
        data-label={t('job.pageTime')}
      >
        {page.generation_time_ms === null ? '–' : formatDuration(page.generation_time_ms)}
      </td>
      <td class={page.tokens_used === 0 ? 'number soft is-nothing' : 'number soft'} data-label={t('job.pageTokens')}>
        {page.tokens_used === 0 ? '–' : formatCount(page.tokens_used)}
      </td>
      {acts && (
        <td class="job-page-actions">
          {retryable && (
            <Button
              size="small"
              icon="retry"
              busy={busy}
              label={t('job.retryPageOf', { title: page.title })}
              onClick={() => onRetry(page.id)}
            >
              {t('job.retryPage')}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
