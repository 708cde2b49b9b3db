import type { ChatRequest } from '../api/types';
import type { HttpRequest } from './connection';
import type { Environment } from './environment';

/** Lines of JSON: the form for us. */
const FRAMED = 'application/x-ndjson';

/** Where an answer comes from: a question, or a stream that was begun before. */
export type AnswerSource =
  | {
      readonly ask: ChatRequest;
      /** By which the question is known when it is sent again, also by another page. */
      readonly name?: string;
      /** The answer is written to its end, and can be left meanwhile: nobody has to read along. */
      readonly detach?: boolean;
    }
  | { readonly streamId: string; readonly offset?: number; readonly detach?: boolean };

/** Which requests an answer is read with. The question has a name, so that sending it twice asks once. */
export class ChatRequests {
  readonly #source: AnswerSource;
  readonly #name: string;
  #streamId: string | null;

  constructor(environment: Pick<Environment, 'newId'>, source: AnswerSource) {
    this.#source = source;
    this.#name = ('ask' in source ? source.name : undefined) ?? environment.newId();
    this.#streamId = 'streamId' in source ? source.streamId : null;
  }

  /** Where the reading begins, in bytes. */
  get offset(): number {
    return 'streamId' in this.#source ? (this.#source.offset ?? 0) : 0;
  }

  get streamId(): string | null {
    return this.#streamId;
  }

  /** The stream is known by this name from now on. */
  named(id: string | null): void {
    this.#streamId = id ?? this.#streamId;
  }

  first(): HttpRequest {
    if ('streamId' in this.#source) {
      return this.#content(this.#source.streamId, this.offset);
    }
    return {
      url: '/api/chat/stream',
      method: 'POST',
      headers: {
        Accept: FRAMED,
        'Content-Type': 'application/json',
        'Idempotency-Key': this.#name,
        ...(this.#source.detach ? { 'X-Stream-Detach': 'continue' } : {}),
      },
      body: JSON.stringify(this.#source.ask),
    };
  }

  /** @param offset the bytes of the text that we have */
  rest(offset: number): HttpRequest | null {
    return this.#streamId === null ? null : this.#content(this.#streamId, offset);
  }

  #content(id: string, offset: number): HttpRequest {
    return { url: `${streamUrl(id)}/content?offset=${offset}`, headers: { Accept: FRAMED } };
  }
}

export function streamUrl(id: string): string {
  return `/api/chat/streams/${encodeURIComponent(id)}`;
}
