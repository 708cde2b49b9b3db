import { needsSetup, StreamFailure } from '../stream';

/** What kind of trouble it is, and so what can be done about it. */
export type ProblemKind =
  /** It was called off here: nothing needs to be shown. */
  | 'aborted'
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'login'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'invalid'
  | 'busy'
  | 'unavailable'
  /** Of a language model: somebody has to set it up. */
  | 'setup'
  | 'defect';

/** Whatever went wrong with a request, in one form: what the server said, and what to do. */
export interface Problem {
  readonly kind: ProblemKind;
  /** A sentence of the server's; empty if it said none. */
  readonly message: string;
  /** The contract's word; empty if there is none. */
  readonly code: string;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
  /** Milliseconds, if the server says when to come back. */
  readonly retryAfter: number | null;
  readonly requestId: string | null;
  /** Whether the same request may go well later. */
  readonly mayPass: boolean;
}

export function problemOf(error: unknown): Problem {
  if (!(error instanceof StreamFailure)) {
    throw error; // a defect of ours
  }
  const refusal = error.refusal;
  const kind = refusal === null ? kindWithoutAnswer(error) : kindOfStatus(refusal.status, refusal.code);
  return {
    kind,
    message: refusal === null || refusal.code === '' ? '' : error.message,
    code: refusal?.code ?? '',
    fields: refusal?.fields ?? [],
    retryAfter: refusal?.retryAfter ?? null,
    requestId: refusal?.requestId ?? null,
    mayPass: ['offline', 'unreachable', 'timeout', 'busy', 'unavailable'].includes(kind),
  };
}

function kindWithoutAnswer(failure: StreamFailure): ProblemKind {
  switch (failure.kind) {
    case 'aborted':
      return 'aborted';
    case 'timeout':
      return 'timeout';
    case 'network':
    case 'cut':
      return navigator.onLine ? 'unreachable' : 'offline';
    case 'garbled':
    case 'refused':
      return 'defect';
    default:
      return failure.kind satisfies never;
  }
}

function kindOfStatus(status: number, code: string): ProblemKind {
  switch (status) {
    case 401:
      return code === 'login_required' ? 'login' : 'forbidden';
    case 403:
      return 'forbidden';
    case 404:
    case 410:
      return 'missing';
    case 409:
      return 'conflict';
    case 400:
    case 413:
    case 422:
      return 'invalid';
    case 429:
      return 'busy';
    case 504:
      return 'timeout';
    case 502:
    case 503:
      return code === 'backend_unreachable' ? 'unreachable' : needsSetup(code) ? 'setup' : 'unavailable';
    default:
      return 'defect';
  }
}
