import { signal } from '@preact/signals';
import { api, call } from '../../api/client';
import { problemOf, type Problem } from '../../api/problem';
import { flag, has, list, object, optional, text, type Of } from '../../api/shape';
import type { ChatMessage, ChatRequest } from '../../api/types';
import { noted, seen } from '../../state/resource';
import { sessionEpoch } from '../../state/session';
import { streamAnswer, type AnswerSource, type Environment } from '../../stream';
import { Answer } from './answer';

/** Which code is asked about. */
export interface Subject {
  readonly repo: string;
  readonly branch?: string | undefined;
}

/** How it is asked. */
export interface Manner {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly language: string;
  readonly research: boolean;
  /** For a repository that its host shows only with one. */
  readonly token?: string | undefined;
}

/** A question and its answer. */
export interface Exchange {
  readonly question: string;
  readonly research: boolean;
  readonly answer: Answer;
}

/** An answer that has a name is read on by it; a question that is under way is sent again as it was, under the name that it has. */
const Kept = object({
  question: text,
  research: flag,
  stream: optional(text),
  sent: optional(object({ name: text, body: text })),
});
type Kept = Of<typeof Kept>;
const AllKept = list(Kept);

interface Sent {
  readonly name: string;
  readonly ask: ChatRequest;
}

/** In bytes: a body may have 1 MiB. What was said longest ago is left out first. */
const MOST_MEMORY = 900_000;

/**
 * Questions on one repository and their answers. An answer is written to its end by the service, whether somebody reads it or not; what is
 * kept in the tab is where to find it, so that a reload finds it again.
 */
export class Conversation {
  readonly exchanges = signal<readonly Exchange[]>([]);
  /** Why the last stop did not go well. */
  readonly problem = signal<Problem | null>(null);
  readonly #environment: Environment;
  readonly #subject: Subject;
  readonly #left = new AbortController();
  readonly #stopWanted = new WeakSet<Answer>();
  /** Questions whose answers have no name yet. One with a token is not among them: that is kept nowhere. */
  readonly #sent = new Map<Answer, Sent>();

  constructor(environment: Environment, subject: Subject) {
    this.#environment = environment;
    this.#subject = subject;
    for (const { question, research, stream, sent } of this.#kept()) {
      if (stream != null) {
        this.#begin(question, research, { streamId: stream, detach: true });
      } else if (sent != null) {
        this.#send(question, research, { name: sent.name, ask: JSON.parse(sent.body) as ChatRequest });
      }
    }
  }

  get running(): Exchange | undefined {
    return this.exchanges.value.find(({ answer }) => !answer.over);
  }

  /** Asks, with what was said before. Nothing is asked while an answer is being written. */
  ask(question: string, manner: Manner): void {
    if (this.running === undefined && question.trim() !== '') {
      const ask = this.#request(question.trim(), manner);
      this.#send(question.trim(), manner.research, { name: this.#environment.newId(), ask });
    }
  }

  /** Ends the answer that is being written; what is there stays. */
  async stop(): Promise<void> {
    const answer = this.running?.answer;
    if (answer === undefined || answer.phase.value === 'stopping') {
      return;
    }
    answer.phase.value = 'stopping';
    this.problem.value = null;
    this.#stopWanted.add(answer);
    await this.#stopIfKnown(answer);
  }

  /** Begins anew; a running answer is stopped. */
  clear(): void {
    void this.stop();
    this.problem.value = null;
    this.exchanges.value = [];
    this.#keep();
  }

  /** Nobody looks any more. Answers go on by themselves. */
  leave(): void {
    this.#left.abort();
  }

  #send(question: string, research: boolean, sent: Sent): void {
    const answer = this.#begin(question, research, { ...sent, detach: true });
    if (sent.ask.token === undefined) {
      this.#sent.set(answer, sent);
      this.#keep();
    }
  }

  #begin(question: string, research: boolean, source: AnswerSource): Answer {
    const answer = new Answer();
    if ('streamId' in source) {
      answer.streamId.value = source.streamId;
    }
    this.exchanges.value = [...this.exchanges.value, { question, research, answer }];
    void this.#read(answer, source);
    return answer;
  }

  async #read(answer: Answer, source: AnswerSource): Promise<void> {
    // It is written whether we read or not: whoever waits for the network, or for the service, loses nothing.
    const known = 'streamId' in source ? { retries: Infinity } : {};
    const options = { signal: this.#left.signal, resumes: Infinity, ...known };
    try {
      for await (const event of streamAnswer(this.#environment, source, options)) {
        answer.take(event);
        if (event.type === 'meta') {
          this.#arrived(answer);
          await this.#stopIfWanted(answer);
        }
      }
      answer.close();
    } catch (error) {
      if (!this.#left.signal.aborted) {
        if (noted(problemOf(error)).kind === 'login' && !this.#isUnwanted(answer)) {
          return this.#readAfterLogin(answer, source);
        }
        answer.close(error);
        this.#arrived(answer);
      }
    }
    if (this.running === undefined) {
      this.problem.value = null; // there is nothing to stop any more
    }
  }

  /** It is to be stopped, and has not begun. */
  #isUnwanted(answer: Answer): boolean {
    return this.#stopWanted.has(answer) && answer.streamId.value === null;
  }

  /** Waits with the question as it was. What had come already comes once more, and so in another answer. */
  async #readAfterLogin(answer: Answer, source: AnswerSource): Promise<void> {
    await this.#loggedIn();
    const at = this.exchanges.value.findIndex((exchange) => exchange.answer === answer);
    const exchange = this.exchanges.value[at];
    if (exchange === undefined || this.#left.signal.aborted) {
      return;
    }
    const anew = new Answer();
    const id = answer.streamId.value;
    anew.phase.value = answer.phase.value;
    anew.streamId.value = id;
    const sent = this.#sent.get(answer);
    if (sent !== undefined) {
      this.#sent.delete(answer);
      this.#sent.set(anew, sent);
    }
    if (this.#stopWanted.has(answer)) {
      this.#stopWanted.add(anew);
    }
    this.exchanges.value = this.exchanges.value.with(at, { ...exchange, answer: anew });
    await this.#read(anew, id === null ? source : { streamId: id, detach: true });
  }

  /** Until the access code was accepted, or nobody looks any more. */
  async #loggedIn(): Promise<void> {
    const epoch = sessionEpoch.peek();
    let stop = () => {};
    await new Promise<void>((resolve) => {
      stop = sessionEpoch.subscribe((now) => {
        if (now !== epoch) {
          resolve();
        }
      });
      this.#left.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    stop();
  }

  /** The question need not be sent again: its answer has a name, or it was refused. */
  #arrived(answer: Answer): void {
    this.#sent.delete(answer);
    this.#keep();
  }

  async #stopIfWanted(answer: Answer): Promise<void> {
    if (this.#stopWanted.has(answer)) {
      await this.#stopIfKnown(answer);
    }
  }

  /** Before the first line nobody knows its name: then it is stopped as soon as that comes. */
  async #stopIfKnown(answer: Answer): Promise<void> {
    const id = answer.streamId.value;
    if (id === null) {
      return;
    }
    this.#stopWanted.delete(answer);
    try {
      await call(this.#environment, api.stopAnswer(id), this.#left.signal);
    } catch (error) {
      const problem = seen(error);
      const isThere = this.exchanges.value.some((exchange) => exchange.answer === answer);
      if (problem.kind !== 'aborted' && !answer.over && isThere) {
        answer.phase.value = 'running';
        this.problem.value = problem;
      }
    }
  }

  #request(question: string, manner: Manner): ChatRequest {
    const { repo, branch } = this.#subject;
    return {
      repo_url: repo,
      messages: [...this.#memory(), { role: 'user', content: question }],
      language: manner.language,
      ...(branch === undefined || branch === '' ? {} : { branch }),
      ...(manner.provider === undefined ? {} : { provider: manner.provider }),
      ...(manner.model === undefined ? {} : { model: manner.model }),
      ...(manner.token === undefined || manner.token === '' ? {} : { token: manner.token }),
      ...(manner.research ? { research: 'server' as const } : {}),
    };
  }

  /** What was said, the newest of it as far as it goes. */
  #memory(): ChatMessage[] {
    const messages: ChatMessage[] = [];
    let length = 0;
    for (const { question, answer } of [...this.exchanges.value].reverse()) {
      const said = answer.text.text;
      length += bytesOf(question) + bytesOf(said);
      if (said === '' || length > MOST_MEMORY) {
        continue;
      }
      messages.unshift({ role: 'user', content: question }, { role: 'assistant', content: said });
    }
    return messages;
  }

  get #name(): string {
    return `deepwiki.ask.${this.#subject.repo}@${this.#subject.branch ?? ''}`;
  }

  #keep(): void {
    const kept = this.exchanges.value.flatMap(({ question, research, answer }): Kept[] => {
      const stream = answer.streamId.value;
      const sent = this.#sent.get(answer);
      if (stream !== null) {
        return [{ question, research, stream }];
      }
      return sent === undefined
        ? []
        : [{ question, research, sent: { name: sent.name, body: JSON.stringify(sent.ask) } }];
    });
    try {
      sessionStorage.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // a browser that keeps nothing: the conversation ends with the page
    }
  }

  #kept(): Kept[] {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(this.#name) ?? '[]');
      return has(AllKept, kept) ? kept : [];
    } catch {
      return [];
    }
  }
}

/** How much of a body a text takes. */
function bytesOf(text: string): number {
  return new TextEncoder().encode(JSON.stringify(text)).length;
}
