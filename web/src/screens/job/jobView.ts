import type { Job, JobDetails, JobPage, JobProgress } from '../../api/types';
import type { StreamFailure, WatchEvent, WatchState } from '../../stream';

/** Everything that a job's screen knows. A value: each event makes the next. */
export interface JobView {
  readonly job: Job | null;
  readonly pages: readonly JobPage[];
  /** The job's history, in order; each line once. */
  readonly log: readonly JobProgress[];
  /** The number of the last line that is known. */
  readonly cursor: number;
  /** Lines before the first are no longer kept. */
  readonly missed: boolean;
  readonly link: WatchState;
  readonly failure: StreamFailure | null;
  /** How many times something has happened that only a look at the pages tells in full. */
  readonly changes: number;
  /** Lines of before this time are history: the job has moved on since. */
  readonly asOf: string;
  /** What lines have told of pages since the last look. */
  readonly told: ReadonlyMap<string, { readonly status: JobPage['status']; readonly seq: number }>;
}

export const NOTHING_YET: JobView = {
  job: null,
  pages: [],
  log: [],
  cursor: 0,
  missed: false,
  link: 'connecting',
  failure: null,
  changes: 0,
  asOf: '',
  told: new Map(),
};

/** After an event of the watch. */
export function after(view: JobView, event: WatchEvent): JobView {
  switch (event.type) {
    case 'state':
      return { ...view, link: event.state, failure: event.state === 'failed' ? event.failure : null };
    case 'now':
      return now(view, event.progress, event.missed);
    case 'change':
      return change(view, event.progress);
    case 'snapshot':
      return { ...view, job: event.job, changes: view.changes + 1 };
    default:
      return event satisfies never;
  }
}

/**
 * After a look at the job and its pages.
 *
 * @param seen the cursor when the look was asked for: what was told up to there is in it
 */
export function looked(view: JobView, { job, pages }: JobDetails, seen: number): JobView {
  const told = new Map([...view.told].filter(([, { seq }]) => seq > seen));
  const before = new Map(view.pages.map((page) => [page.id, page]));
  return { ...view, job, told, pages: pages.map((page) => kept(before.get(page.id), page)) };
}

/** A page that is the same stays the same object, so that its row is not drawn again. */
function kept(before: JobPage | undefined, page: JobPage): JobPage {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(page) ? before : page;
}

/** Where the job stands; the lines before are told again after it, and are history. */
function now(view: JobView, line: JobProgress, missed: boolean): JobView {
  // With nothing known the number of this line is the place from which the history begins; else it stands for what was lost before it.
  const first = missed && line.seq > 0;
  return {
    ...view,
    job: view.job && moved(view.job, line),
    log: first ? [line] : view.log,
    missed: view.missed || first,
    cursor: Math.max(view.cursor, line.seq),
    changes: view.changes + 1,
    asOf: line.at,
  };
}

function change(view: JobView, line: JobProgress): JobView {
  if (line.seq <= view.cursor) {
    return view;
  }
  const log = [...view.log, line];
  if (line.at < view.asOf) {
    return { ...view, log, cursor: line.seq };
  }
  const told = new Map(view.told);
  if (line.page_id != null && line.page_status != null) {
    told.set(line.page_id, { status: line.page_status, seq: line.seq });
  }
  return {
    ...view,
    job: view.job && moved(view.job, line),
    log,
    told,
    cursor: line.seq,
    changes: view.changes + 1,
  };
}

function moved(job: Job, line: JobProgress): Job {
  return {
    ...job,
    status: line.status,
    current_phase: line.current_phase,
    progress_percent: line.progress_percent,
    total_pages: line.total_pages,
    completed_pages: line.completed_pages,
    failed_pages: line.failed_pages,
    error_message: line.status === 'paused' || line.status === 'failed' ? (line.error ?? job.error_message) : null,
    updated_at: line.at,
    token_summary: line.token_summary ?? job.token_summary,
    total_tokens_used: line.token_summary?.provider_total_tokens ?? job.total_tokens_used,
    time_left_ms: line.time_left_ms ?? null,
  };
}

/** The pages as they stand: as they were looked at, and what was told since. */
export function pagesOf(view: JobView): readonly JobPage[] {
  return view.told.size === 0
    ? view.pages
    : view.pages.map((page) => {
        const told = view.told.get(page.page_id);
        return told === undefined || told.status === page.status ? page : { ...page, status: told.status };
      });
}
