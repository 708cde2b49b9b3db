import { api } from '../api/client';
import type { Job, WikiSummary } from '../api/types';
import { useResource } from './resource';

/** The wiki that a job has made, once it has; an older job has the one that stands in its place now. */
export function useMadeWiki(job: Job | null | undefined): WikiSummary | undefined {
  const made = job?.status === 'completed' || job?.status === 'partially_completed';
  const wikis = useResource(made ? api.wikis() : null);
  return wikis.value?.find(
    (one) =>
      one.repo === job?.repo_url &&
      one.branch === job.branch &&
      one.language === job.language &&
      (one.is_comprehensive ?? true) === job.is_comprehensive,
  );
}
