import { JobLine, type Job, type JobProgress, type JobStatus } from '../api/types';
import type { HttpRequest } from './connection';
import { StreamFailure } from './failure';
import { Ndjson, toConsole, type Report } from './ndjson';
import type { Reading } from './persist';

/**
 * How fresh the view of a job is. `stale`: what is shown may be behind, since a sign of life is overdue or nobody listens at the moment.
 * `ended`: the job is over. `failed`: it cannot be watched.
 */
export type WatchState = 'connecting' | 'live' | 'stale' | 'reconnecting' | 'ended' | 'failed';

export type WatchEvent =
  | { readonly type: 'state'; readonly state: Exclude<WatchState, 'failed'> }
  | { readonly type: 'state'; readonly state: 'failed'; readonly failure: StreamFailure }
  /** Where the job stands; `missed` if changes before it were not told, and never will be. */
  | { readonly type: 'now'; readonly progress: JobProgress; readonly missed: boolean }
  /** Something changed: each change once, in order. */
  | { readonly type: 'change'; readonly progress: JobProgress }
  /** Where the job stood at a look. The changes before it are told later, when there is a stream again. */
  | { readonly type: 'snapshot'; readonly job: Job };

const OVER: ReadonlySet<JobStatus> = new Set(['completed', 'partially_completed', 'failed', 'cancelled']);

/** Whether nothing happens to a job in this state any more, unless somebody has it tried again. */
export function isOver(status: JobStatus): boolean {
  return OVER.has(status);
}

/** The progress of a job, over any number of connections. */
export class JobReading implements Reading<WatchEvent> {
  readonly #url: string;
  readonly #report: Report;
  #lines: Ndjson<JobLine>;
  #cursor: number | null;
  #fresh = true;
  #state: WatchState | null = null;
  #status: JobStatus | null = null;
  #begun = false;
  #whole = false;
  #received = 0;

  /** @param after the number of the last change that is known; null for none, and then only what comes from now on is told */
  constructor(jobId: string, after: number | null, report: Report = toConsole) {
    this.#url = `${jobUrl(jobId)}/progress`;
    this.#cursor = after;
    this.#report = report;
    this.#lines = new Ndjson(JobLine, report);
  }

  begun(): boolean {
    return this.#begun;
  }

  first(): HttpRequest {
    return this.rest();
  }

  rest(): HttpRequest {
    const after = this.#cursor === null ? '' : `?after=${this.#cursor}`;
    return { url: this.#url + after, headers: { Accept: 'application/x-ndjson' } };
  }

  *opened(): Generator<WatchEvent> {
    this.#lines = new Ndjson(JobLine, this.#report);
    this.#fresh = true;
  }

  *take(chunk: Uint8Array): Generator<WatchEvent> {
    this.#begun = true;
    yield* this.#events(this.#lines.push(chunk));
  }

  *silent(): Generator<WatchEvent> {
    yield* this.state('stale');
  }

  /** The server closes after a line whose state is terminal now. A terminal line alone says nothing: a job can have several runs. */
  *ended(): Generator<WatchEvent> {
    yield* this.#events(this.#lines.end());
    this.#whole = this.#status !== null && isOver(this.#status);
  }

  *lost(): Generator<WatchEvent> {
    yield* this.state('reconnecting');
  }

  whole(): boolean {
    return this.#whole;
  }

  progress(): number {
    return this.#received;
  }

  /** Tells of a state if it is news. */
  *state(state: Exclude<WatchState, 'failed'>): Generator<WatchEvent> {
    if (state !== this.#state) {
      this.#state = state;
      yield { type: 'state', state };
    }
  }

  *#events(lines: Iterable<JobLine>): Generator<WatchEvent> {
    for (const line of lines) {
      this.#received += 1;
      yield* this.state('live');
      if ('heartbeat' in line || 'draining' in line) {
        continue;
      }
      if (this.#fresh) {
        yield this.#now(line);
      } else if (this.#cursor === null || line.seq > this.#cursor) {
        this.#cursor = line.seq;
        this.#status = line.status;
        yield { type: 'change', progress: line };
      }
    }
  }

  /** The first line of a connection: the state now, under the number after which the changes go on. */
  #now(line: JobProgress): WatchEvent {
    const missed = this.#cursor !== null && line.seq !== this.#cursor;
    this.#fresh = false;
    this.#cursor = line.seq;
    this.#status = line.status;
    return { type: 'now', progress: line, missed };
  }
}

export function jobUrl(jobId: string): string {
  return `/api/wiki/jobs/${encodeURIComponent(jobId)}`;
}
