import type { JobStatus } from '../api/types';
import { t, type Key } from '../i18n';
import { Badge, type Tone } from './Badge';
import type { IconName } from './Icon';

const LOOKS: Record<JobStatus, { label: Key; tone: Tone; icon: IconName; spin?: true }> = {
  pending: { label: 'job.status_pending', tone: 'plain', icon: 'clock' },
  preparing_embeddings: { label: 'job.status_preparing_embeddings', tone: 'accent', icon: 'spinner', spin: true },
  generating_structure: { label: 'job.status_generating_structure', tone: 'accent', icon: 'spinner', spin: true },
  generating_pages: { label: 'job.status_generating_pages', tone: 'accent', icon: 'spinner', spin: true },
  completed: { label: 'job.status_completed', tone: 'good', icon: 'check' },
  partially_completed: { label: 'job.status_partially_completed', tone: 'warn', icon: 'alert' },
  failed: { label: 'job.status_failed', tone: 'bad', icon: 'close' },
  paused: { label: 'job.status_paused', tone: 'warn', icon: 'pause' },
  cancelled: { label: 'job.status_cancelled', tone: 'plain', icon: 'stop' },
};

export const JOB_STATUSES = Object.keys(LOOKS) as JobStatus[];

/** A status in words. */
export function statusName(status: JobStatus): string {
  return t(LOOKS[status].label);
}

/** Where a job stands. */
export function JobBadge({ status }: { status: JobStatus }) {
  const { label, tone, icon, spin = false } = LOOKS[status];
  return (
    <Badge tone={tone} icon={icon} spin={spin}>
      {t(label)}
    </Badge>
  );
}
