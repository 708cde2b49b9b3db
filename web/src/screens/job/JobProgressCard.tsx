import type { Job, JobProgress } from '../../api/types';
import { t, type Key } from '../../i18n';
import { formatDuration, formatSpan } from '../../i18n/format';
import { useNow } from '../../state/now';
import { isOver } from '../../stream';
import { Icon } from '../../ui/Icon';
import { Progress } from '../../ui/Progress';
import { Happened } from './Happened';

const PHASES: readonly Key[] = ['job.phaseRead', 'job.phasePlan', 'job.phaseWrite', 'job.phaseDone'];
/** Before that nobody can say how long the rest takes. */
const PAGES_TO_KNOW = 3;

interface JobProgressCardProps {
  job: Job;
  /** The newest line of its log. */
  newest?: JobProgress | undefined;
}

/** How far the job is: its phases, a bar, how long it may take, and what it is at. */
export function JobProgressCard({ job, newest }: JobProgressCardProps) {
  return (
    <section class="card stack" aria-label={t('job.progress')}>
      <Phases job={job} />
      <div class="stack stack-tight">
        <Progress percent={job.progress_percent} label={t('job.progress')} />
        <div class="row row-apart small">
          <span class="number">
            <strong>{t('job.percent', { percent: job.progress_percent })}</strong>
            {job.total_pages > 0 && (
              <>
                {' · '}
                {t('job.pagesDone', { done: job.completed_pages, total: job.total_pages })}
              </>
            )}
            {job.failed_pages > 0 && (
              <span class="ink-bad"> · {t('job.pagesFailed', { count: job.failed_pages })}</span>
            )}
          </span>
          <span class="soft number">
            <Times job={job} />
          </span>
        </div>
        {newest !== undefined && !isOver(job.status) && (
          <p class="soft small">
            <Happened line={newest} />
          </p>
        )}
      </div>
    </section>
  );
}

function Phases({ job }: { job: Job }) {
  const over = isOver(job.status);
  const published = job.status === 'completed' || job.status === 'partially_completed';
  return (
    <ol class="phases" aria-label={t('job.phases')}>
      {PHASES.map((phase, index) => {
        const done = published || (!over && index < job.current_phase) || (over && index < reached(job));
        const now = !over && index === job.current_phase;
        return (
          <li key={phase} class={done ? 'is-done' : now ? 'is-now' : ''} aria-current={now ? 'step' : undefined}>
            <span class="phase-mark">{done ? <Icon name="check" /> : <span class="number">{index + 1}</span>}</span>
            <span>{t(phase)}</span>
            <span class="hush">{t(done ? 'job.phaseIsDone' : now ? 'job.phaseIsNow' : 'job.phaseIsNext')}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** How many phases a job had behind it that ended before its time. */
function reached(job: Job): number {
  return job.commit === null ? 0 : job.total_pages === 0 ? 1 : 2;
}

function Times({ job }: { job: Job }) {
  const over = isOver(job.status);
  const paused = job.status === 'paused';
  const now = useNow(over || paused ? 600_000 : 1_000);
  if (job.started_at === null || paused) {
    return null;
  }
  const started = Date.parse(job.started_at);
  if (over) {
    const ended = job.completed_at === null ? now : Date.parse(job.completed_at);
    return <>{t('job.took', { time: formatDuration(Math.max(0, ended - started)) })}</>;
  }
  const left = job.completed_pages >= PAGES_TO_KNOW ? job.time_left_ms : null;
  const elapsed = Math.max(0, now - started);
  return (
    <>
      {t('job.elapsed', { time: formatDuration(Math.floor(elapsed / 1_000) * 1_000) })}
      {left != null && <> · {t('job.timeLeft', { time: formatSpan(left.least, left.most) })}</>}
    </>
  );
}
