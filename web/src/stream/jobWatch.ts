import { JobDetails } from '../api/types';
import { attend, type Away } from './attend';
import type { Environment } from './environment';
import { StreamFailure } from './failure';
import { fetchJson } from './fetchJson';
import { isOver, JobReading, jobUrl, type WatchEvent } from './jobReading';
import type { Report } from './ndjson';
import { mayPass, PATIENCE } from './patience';
import type { Persistence } from './persist';

export interface WatchOptions {
  /** The number of the last change that is known: 0 tells the whole history, nothing tells only what comes from now on. */
  readonly after?: number;
  /** Ends the watch. Abort it when the view goes away. */
  readonly signal?: AbortSignal;
  /** Told of lines that were skipped. */
  readonly report?: Report;
  /** Milliseconds between two looks while nothing is held open. */
  readonly pollEvery?: number;
}

/** The server shows every 30 s that it lives: after one and a half of that the view is stale, after two and a half we connect anew. */
const WATCHING: Persistence = {
  ...PATIENCE,
  timeout: 75_000,
  overdue: 45_000,
  // Whoever watches has nothing to lose by waiting: a job survives what takes the network or the service away.
  retries: Infinity,
  resumes: Infinity,
  longestRetryAfter: Infinity,
};
const POLL_EVERY = 15_000;

/**
 * Watches a job until it is over, it cannot be watched, or `signal` is aborted; never throws. The last event is the state `ended` or
 * `failed`, once; after an abort there is none.
 */
export async function* watchJob(
  environment: Environment,
  jobId: string,
  options: WatchOptions = {},
): AsyncGenerator<WatchEvent, void> {
  const signal = options.signal ?? new AbortController().signal;
  const reading = new JobReading(jobId, options.after ?? null, options.report);
  const away = new LeftJob(environment, jobId, reading, options.pollEvery ?? POLL_EVERY);
  try {
    yield* reading.state('connecting');
    yield* attend(environment, reading, WATCHING, signal, away);
    yield* reading.state('ended');
  } catch (failure) {
    if (!(failure instanceof StreamFailure)) {
      throw failure; // a defect
    }
    if (failure.kind !== 'aborted') {
      yield { type: 'state', state: 'failed', failure };
    }
  }
}

/** A job that nobody looks at, or that had to give way to an answer. */
class LeftJob implements Away<WatchEvent> {
  readonly urgent = false;
  readonly every: number;
  readonly #environment: Environment;
  readonly #jobId: string;
  readonly #reading: JobReading;

  constructor(environment: Environment, jobId: string, reading: JobReading, every: number) {
    this.every = every;
    this.#environment = environment;
    this.#jobId = jobId;
    this.#reading = reading;
  }

  mayLeave(): boolean {
    return true;
  }

  left(): Generator<WatchEvent> {
    return this.#reading.state('stale');
  }

  async *look(signal: AbortSignal): AsyncGenerator<WatchEvent, boolean> {
    try {
      const request = { url: jobUrl(this.#jobId) };
      const { job } = await fetchJson(this.#environment, request, JobDetails, PATIENCE.timeout, signal);
      yield { type: 'snapshot', job };
      return isOver(job.status);
    } catch (failure) {
      if (failure instanceof StreamFailure && mayPass(failure)) {
        return false; // the next look may do better
      }
      throw failure;
    }
  }
}
