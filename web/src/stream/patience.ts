import type { StreamFailure } from './failure';

/** How long a stream waits, and how often it tries. All times in milliseconds. */
export interface Patience {
  /** How long nothing may come; each chunk begins it anew, and connecting is part of the first. */
  readonly timeout: number;
  /** How often a request is sent again of which not a byte has come. */
  readonly retries: number;
  /** How often in a row it is gone on with, once something has come, without getting any further. */
  readonly resumes: number;
  /** The wait before the first retry; it doubles with each one. */
  readonly retryDelay: number;
  /** It doubles up to this. */
  readonly longestDelay: number;
  /** Who asks us to wait for longer than this is not asked again: the person decides. */
  readonly longestRetryAfter: number;
}

export const PATIENCE: Patience = {
  timeout: 60_000,
  retries: 2,
  resumes: 8, // with the delays below about 75 s: a service that restarts is back by then
  retryDelay: 1_000,
  longestDelay: 15_000,
  longestRetryAfter: 60_000,
};

/** Refusals with a status of the server's side that stay until somebody changes the configuration. */
const LASTING: ReadonlySet<string> = new Set(['bad_credentials', 'provider_not_configured', 'provider_refused']);

/** Whether a refusal with this word stays until somebody sets the provider up. */
export function needsSetup(code: string): boolean {
  return LASTING.has(code);
}

/** Whether the same request may fare better a little later, without anybody's doing. */
export function mayPass(failure: StreamFailure): boolean {
  if (failure.kind === 'aborted') {
    return false;
  }
  if (failure.refusal === null) {
    return true;
  }
  const { status, code } = failure.refusal;
  return status === 408 || status === 429 || (status >= 500 && !LASTING.has(code));
}

/**
 * The wait before a retry; null if there is to be none.
 *
 * @param attempt counts from 0
 * @param random from 0 to less than 1: spreads those who failed together over the upper half of the delay
 */
export function delayBefore(
  attempt: number,
  failure: StreamFailure,
  patience: Pick<Patience, 'retryDelay' | 'longestDelay' | 'longestRetryAfter'>,
  random: number,
): number | null {
  const asked = failure.refusal?.retryAfter ?? 0;
  if (!mayPass(failure) || asked > patience.longestRetryAfter) {
    return null;
  }
  const whole = Math.min(patience.longestDelay, patience.retryDelay * 2 ** attempt);
  return Math.max(asked, Math.round(whole * (0.5 + random / 2)));
}
