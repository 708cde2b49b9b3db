import type { Job, JobProgress, JobStatus } from '../../api/types';
import type { WatchEvent } from '../jobReading';

/** A line of a job's progress, `seq` and state apart always the same. */
export function progress(seq: number, status: JobStatus = 'generating_pages', run = 1): JobProgress {
  return {
    job_id: 'j1',
    status,
    current_phase: 2,
    progress_percent: 40,
    message: `change ${seq}`,
    total_pages: 10,
    completed_pages: 3,
    failed_pages: 0,
    seq,
    run,
    at: '2026-01-05T12:00:00Z',
  };
}

export const HEARTBEAT = '{"heartbeat":true}\n';

/** Lines as the service writes them. */
export function told(...events: JobProgress[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** What a look at a job answers. */
export function details(status: JobStatus): string {
  const job: Job = {
    id: 'j1',
    repo_url: 'https://host/o/r',
    repo_type: 'git',
    owner: 'o',
    repo: 'r',
    branch: null,
    commit: null,
    provider: 'p',
    model: 'm',
    language: 'en',
    is_comprehensive: true,
    status,
    current_phase: 2,
    progress_percent: 50,
    error_message: null,
    total_pages: 10,
    completed_pages: 4,
    failed_pages: 0,
    total_tokens_used: 1,
    created_at: '2026-01-05T12:00:00Z',
    started_at: null,
    completed_at: null,
    updated_at: '2026-01-05T12:00:00Z',
    token_summary: {
      chunking_total_tokens: 0,
      chunking_total_chunks: 0,
      provider_prompt_tokens: 0,
      provider_completion_tokens: 0,
      provider_total_tokens: 0,
    },
  };
  return JSON.stringify({ job, pages: [], wiki_structure: null });
}

/** What was told, in short: states as they are, `now 3`, `change 4`, `snapshot failed`. */
export function inShort(events: readonly WatchEvent[]): string[] {
  return events.map((event) => {
    switch (event.type) {
      case 'state':
        return event.state;
      case 'now':
        return `now ${event.progress.seq}${event.missed ? ' missed' : ''}`;
      case 'change':
        return `change ${event.progress.seq}`;
      case 'snapshot':
        return `snapshot ${event.job.status}`;
      default:
        return event satisfies never;
    }
  });
}
