import { signal } from '@preact/signals';
import { problemOf, type Problem } from '../../api/problem';
import type { FrameOf, Passage } from '../../api/types';
import type { GrowingText } from '../../markdown/LiveProse';
import { needsSetup, type AnswerEvent, type LinkState } from '../../stream';

/** A text that comes in pieces, and who is told of them. */
export class Growing implements GrowingText {
  text = '';
  over = false;
  readonly #listeners = new Set<() => void>();

  onGrown(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(piece: string): void {
    this.text += piece;
    this.#tell();
  }

  end(): void {
    if (!this.over) {
      this.over = true;
      this.#tell();
    }
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}

/** One iteration of a research. */
export interface Stage {
  readonly iteration: number;
  readonly kind: 'plan' | 'update' | 'conclusion';
  readonly text: Growing;
}

export type AnswerPhase = 'running' | 'stopping' | 'done' | 'stopped' | 'failed';

/** An answer as it comes. What changes seldom is a signal; its text, which changes a hundred times a second, tells its listeners. */
export class Answer {
  readonly text = new Growing();
  readonly phase = signal<AnswerPhase>('running');
  readonly link = signal<LinkState>('connecting');
  readonly streamId = signal<string | null>(null);
  readonly about = signal<FrameOf<'meta'> | null>(null);
  readonly sources = signal<readonly Passage[]>([]);
  readonly notices = signal<readonly FrameOf<'notice'>[]>([]);
  readonly usage = signal<FrameOf<'usage'> | null>(null);
  readonly stages = signal<readonly Stage[]>([]);
  readonly problem = signal<Problem | null>(null);
  /** Whether a first word is there. */
  readonly begun = signal(false);

  get over(): boolean {
    return this.phase.value !== 'running' && this.phase.value !== 'stopping';
  }

  take(event: AnswerEvent): void {
    switch (event.type) {
      case 'link':
        this.link.value = event.state;
        return;
      case 'meta':
        this.streamId.value = event.stream_id;
        this.about.value = event;
        return;
      case 'sources':
        this.sources.value = merged(this.sources.value, event.passages);
        return;
      case 'notice':
        // A model that is asked again and again says the same each time.
        if (!this.notices.value.some(({ message }) => message === event.message)) {
          this.notices.value = [...this.notices.value, event];
        }
        return;
      case 'research':
        this.#stage(event);
        return;
      case 'usage':
        this.usage.value = event;
        return;
      case 'delta':
        this.begun.value = true;
        this.text.add(event.text);
        this.stages.value.at(-1)?.text.add(event.text);
        return;
      case 'done':
        this.#end('done');
        return;
      case 'error':
        if (event.code === 'cancelled') {
          this.#end('stopped');
        } else {
          this.problem.value = {
            kind: needsSetup(event.code) ? 'setup' : event.retryable ? 'unavailable' : 'defect',
            message: event.message,
            code: event.code,
            fields: [],
            retryAfter: event.retry_after_ms ?? null,
            requestId: null,
            mayPass: event.retryable,
          };
          this.#end('failed');
        }
        return;
      default:
        event satisfies never;
    }
  }

  /** The reading ended by itself, or by a failure. */
  close(error?: unknown): void {
    if (this.over) {
      return;
    }
    if (error === undefined) {
      this.#end('stopped');
      return;
    }
    const problem = problemOf(error);
    if (problem.kind === 'aborted') {
      this.#end('stopped');
    } else {
      this.problem.value = problem;
      this.#end('failed');
    }
  }

  #stage({ iteration, stage }: FrameOf<'research'>): void {
    const kind = stage === 'plan' || stage === 'conclusion' ? stage : 'update';
    const last = this.stages.value.at(-1);
    last?.text.end();
    // A stage whose instance died is asked for again: what was cut stands in the text, and the whole one in its place here.
    const before = last?.iteration === iteration ? this.stages.value.slice(0, -1) : this.stages.value;
    this.stages.value = [...before, { iteration, kind, text: new Growing() }];
  }

  #end(phase: AnswerPhase): void {
    this.phase.value = phase;
    this.stages.value.at(-1)?.text.end();
    this.text.end();
  }
}

/** Passages, each place once, in the order in which they came. */
function merged(before: readonly Passage[], more: readonly Passage[]): Passage[] {
  const all = new Map<string, Passage>();
  for (const passage of [...before, ...more]) {
    const name = `${passage.path}:${passage.start_line}-${passage.end_line}`;
    all.set(name, all.get(name) ?? passage);
  }
  return [...all.values()];
}
