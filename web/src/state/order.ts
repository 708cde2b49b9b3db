import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import type { Problem } from '../api/problem';
import { orderAgain, type JobRequest, type WikiSummary } from '../api/types';
import { useAction } from './action';

/** What is there already when a wiki is ordered. */
export type Already =
  | { readonly kind: 'wiki'; readonly wiki: WikiSummary; readonly order: JobRequest }
  | { readonly kind: 'job'; readonly jobId: string; readonly message: string; readonly order: JobRequest };

export interface Ordering {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** What is there already; null as long as nothing is known of it. */
  readonly already: Already | null;
  /** Orders a wiki and leads to its job, or tells what is there already. */
  order(wanted: JobRequest, known: readonly WikiSummary[]): Promise<void>;
  /** Orders what was wanted although something is there. */
  insist(how: 'refresh' | 'force'): Promise<void>;
  leave(): void;
}

/**
 * Orders wikis.
 *
 * @param says everything: what an order leaves out is meant so; address: it stays as the wiki has it
 */
export function useOrdering(says: 'everything' | 'address'): Ordering {
  const { route } = useLocation();
  const action = useAction();
  const [already, setAlready] = useState<Already | null>(null);
  return {
    busy: action.busy,
    problem: action.problem,
    already,
    leave: () => setAlready(null),
    order: async (wanted, known) => {
      const wiki = known.find((one) => isOf(one, wanted));
      if (wiki !== undefined) {
        setAlready({ kind: 'wiki', wiki, order: wanted });
        return;
      }
      const submitted = await action.run(api.submit(wanted));
      if (submitted?.existing) {
        setAlready({ kind: 'job', jobId: submitted.job_id, message: submitted.message, order: wanted });
      } else if (submitted !== undefined) {
        route(`/jobs/${submitted.job_id}`);
      }
    },
    insist: async (how) => {
      if (already === null) {
        return;
      }
      const kept = how === 'refresh' || says === 'address' ? before(already) : {};
      const submitted = await action.run(api.submit({ ...kept, ...already.order, [how]: true }));
      if (submitted !== undefined) {
        route(`/jobs/${submitted.job_id}`);
      }
    },
  };
}

/** What the wiki was ordered with that is there. */
function before(already: Already): Partial<JobRequest> {
  return already.kind === 'wiki' && already.wiki.order != null ? orderAgain(already.wiki.order) : {};
}

/** Whether this wiki is what such an order would write. An order without a branch is one for the default: any may be it. */
function isOf(wiki: WikiSummary, order: JobRequest): boolean {
  return (
    wiki.repo === order.repo_url &&
    (order.branch === undefined || wiki.branch === order.branch) &&
    wiki.language === (order.language ?? 'en') &&
    (wiki.is_comprehensive ?? true) === (order.is_comprehensive ?? true)
  );
}
