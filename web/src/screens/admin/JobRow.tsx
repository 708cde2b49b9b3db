import { shortName } from '../../api/address';
import type { Job } from '../../api/types';
import { t } from '../../i18n';
import { formatCount } from '../../i18n/format';
import { languageName } from '../../i18n/names';
import { Age } from '../../ui/Age';
import { JobBadge } from '../../ui/JobBadge';
import { Progress } from '../../ui/Progress';

interface RowProps {
  job: Job;
  chosen: boolean;
  choose: (id: string, on: boolean) => void;
}

export function JobRow({ job, chosen, choose }: RowProps) {
  const name = shortName(job.repo_url);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={t('admin.select', { name })}
          checked={chosen}
          onChange={(event) => choose(job.id, event.currentTarget.checked)}
        />
      </td>
      <td class="jobs-name">
        <a href={`/jobs/${job.id}`} title={job.repo_url}>
          {name}
        </a>
        <p class="small soft">
          {[job.branch, languageName(job.language), job.is_comprehensive ? null : t('job.concise'), job.model]
            .filter((part) => part !== null)
            .join(' · ')}
        </p>
      </td>
      <td>
        <JobBadge status={job.status} />
      </td>
      <td class="jobs-progress">
        <Progress percent={job.progress_percent} label={t('job.progressOf', { name })} />
        <span class="small soft number">{t('job.percent', { percent: job.progress_percent })}</span>
      </td>
      <td class="number" data-label={t('admin.pages')}>
        {job.total_pages === 0 ? '–' : t('admin.ofMost', { count: job.completed_pages, most: job.total_pages })}
        {job.failed_pages > 0 && <p class="small ink-bad">{t('job.pagesFailed', { count: job.failed_pages })}</p>}
      </td>
      <td class="number" data-label={t('admin.tokens')}>
        {formatCount(job.total_tokens_used)}
      </td>
      <td class="soft jobs-age">
        <Age time={job.created_at} />
      </td>
    </tr>
  );
}
