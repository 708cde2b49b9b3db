import type { Job, JobPage } from '../../api/types';
import { isOver } from '../../stream';

/** What can be done to a job where it stands, as the service decides it too. */
export interface Steering {
  readonly pause: boolean;
  readonly resume: boolean;
  readonly cancel: boolean;
  readonly retry: boolean;
  readonly remove: boolean;
}

export function steeringOf({ status }: Pick<Job, 'status'>): Steering {
  const over = isOver(status);
  return {
    pause: !over && status !== 'paused',
    resume: status === 'paused',
    cancel: !over,
    retry: over && status !== 'completed',
    remove: over,
  };
}

/** Whether a page that failed for good can be tried again: not in a job that was called off, or whose pages are not planned. */
export function mayRetryPage(job: Pick<Job, 'status' | 'current_phase'>, page: Pick<JobPage, 'status'>): boolean {
  if (page.status !== 'permanent_failed') {
    return false;
  }
  switch (job.status) {
    case 'failed':
    case 'partially_completed':
    case 'generating_pages':
      return true;
    case 'paused':
      return job.current_phase === 2;
    default:
      return false;
  }
}
