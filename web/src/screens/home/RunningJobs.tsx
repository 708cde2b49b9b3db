import { useEffect, useRef } from 'preact/hooks';
import { shortName } from '../../api/address';
import type { Job } from '../../api/types';
import { t } from '../../i18n';
import { isOver } from '../../stream';
import { JobBadge } from '../../ui/JobBadge';
import { Progress } from '../../ui/Progress';

/** The others are among the jobs: the wikis are to stay in sight. */
const SHOWN = 5;

/** What runs, live: one short request for all jobs, so that no connection is held for any of them. */
export function RunningJobs({ jobs, onEnd }: { jobs: readonly Job[]; onEnd: () => void }) {
  const running = jobs.filter(({ status }) => !isOver(status));
  useFewer(running.length, onEnd);
  if (running.length === 0) {
    return null;
  }
  return (
    <section class="stack" aria-labelledby="running">
      <h2 id="running">{t('home.running')}</h2>
      <ul class="running">
        {running.slice(0, SHOWN).map((job) => (
          <li key={job.id}>
            <RunningJob job={job} />
          </li>
        ))}
      </ul>
      {running.length > SHOWN && (
        <p>
          <a href="/admin">{t('home.allRunning', { count: running.length })}</a>
        </p>
      )}
    </section>
  );
}

function RunningJob({ job }: { job: Job }) {
  const name = shortName(job.repo_url);
  return (
    <a class="running-job" href={`/jobs/${job.id}`}>
      <span class="strong clip">{name}</span>
      <JobBadge status={job.status} />
      <Progress percent={job.progress_percent} label={t('job.progressOf', { name })} />
      <span class="soft small number">
        {job.total_pages > 0
          ? t('job.pagesDone', { done: job.completed_pages, total: job.total_pages })
          : t('job.percent', { percent: job.progress_percent })}
      </span>
    </a>
  );
}

/** Calls when something is over: a wiki may have come. */
function useFewer(count: number, onEnd: () => void): void {
  const before = useRef(0);
  useEffect(() => {
    if (count < before.current) {
      onEnd();
    }
    before.current = count;
  }, [count]);
}
