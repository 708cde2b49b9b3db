import { ApiError } from '../api/types';
import { has } from '../api/shape';

/** Why a stream did not come to its end. */
export type FailureKind =
  /** It was called off here. Nothing is tried again, and nothing needs to be told. */
  | 'aborted'
  /** The server answered with a status that is none of success. */
  | 'refused'
  /** Nothing came for too long. */
  | 'timeout'
  /** The connection could not be made, or broke. */
  | 'network'
  /** It ended in good order before it was whole. */
  | 'cut'
  /** What came makes no sense. */
  | 'garbled';

/** What a refusal said. */
export interface Refusal {
  readonly status: number;
  /** The contract's word for it; empty if it came from something between us and the service. */
  readonly code: string;
  readonly requestId: string | null;
  /** What is wrong with which field of the request. */
  readonly fields: readonly { readonly field: string; readonly message: string }[];
  /** Milliseconds in which we should not ask again; null if the server does not say. */
  readonly retryAfter: number | null;
}

/** The only thing that the stream client throws. Its message is a sentence of the server's where there is one. */
export class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
  readonly kind: FailureKind;
  readonly refusal: Refusal | null;

  constructor(kind: FailureKind, message: string, more: { refusal?: Refusal; cause?: unknown } = {}) {
    super(message, 'cause' in more ? { cause: more.cause } : undefined);
    this.kind = kind;
    this.refusal = more.refusal ?? null;
  }

  static refused(status: number, body: string, requestId: string | null, retryAfter: number | null): StreamFailure {
    const error = errorIn(body);
    return new StreamFailure('refused', error?.detail ?? `The server answered ${status}.`, {
      refusal: {
        status,
        code: error?.code ?? '',
        requestId: error?.request_id ?? requestId,
        fields: error?.errors ?? [],
        retryAfter,
      },
    });
  }
}

function errorIn(body: string): ApiError | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return has(ApiError, value) ? value : undefined;
  } catch {
    return undefined; // a page of some proxy
  }
}
