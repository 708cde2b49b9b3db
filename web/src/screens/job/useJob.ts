import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { api, call } from '../../api/client';
import { problemOf, type Problem } from '../../api/problem';
import { useEnvironment } from '../../state/environment';
import { noted, seen } from '../../state/resource';
import { sessionEpoch } from '../../state/session';
import { isOver, watchJob, type Environment, type WatchEvent } from '../../stream';
import { after, looked, NOTHING_YET, type JobView } from './jobView';

export interface WatchedJob {
  readonly view: JobView;
  /** Why there is nothing to show. */
  readonly problem: Problem | undefined;
  /** Something was done to the job: looks at it at once, and watches it again if it had ended. */
  again(): void;
}

/** Lines come in bursts: they are drawn together. */
const DRAW_EVERY = 40;
/** A look brings every page: not after each line. */
const LOOK_EVERY = 3_000;

/** A job as it goes on, while the view is there. */
export function useJob(id: string): WatchedJob {
  const environment = useEnvironment();
  const [view, setView] = useState<JobView>(NOTHING_YET);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [turn, setTurn] = useState(0);
  const watch = useRef<Watch | null>(null);
  const epoch = sessionEpoch.value;

  useEffect(() => {
    const before = watch.current?.id === id ? watch.current.view : NOTHING_YET;
    const begun = new Watch(environment, id, before, setView, setProblem);
    watch.current = begun;
    if (before === NOTHING_YET) {
      setView(NOTHING_YET);
    }
    setProblem(undefined);
    begun.begin();
    return () => begun.end();
  }, [environment, id, turn, epoch]);

  const again = useCallback(() => setTurn((last) => last + 1), []);
  return { view, problem, again };
}

/** One watch: the stream, and the looks at the pages that it asks for. */
class Watch {
  readonly id: string;
  view: JobView;
  readonly #environment: Environment;
  readonly #draw: (view: JobView) => void;
  readonly #fail: (problem: Problem | undefined) => void;
  readonly #left = new AbortController();
  #drawing: (() => void) | null = null;
  #looking: (() => void) | null = null;
  #stopListening = () => {};
  #seenChanges = -1;
  #lookedAt = -Infinity;
  #underWay = false;
  #planned = false;

  constructor(
    environment: Environment,
    id: string,
    view: JobView,
    draw: (view: JobView) => void,
    fail: (problem: Problem | undefined) => void,
  ) {
    this.#environment = environment;
    this.id = id;
    this.view = view;
    this.#draw = draw;
    this.#fail = fail;
  }

  begin(): void {
    void this.#look();
    void this.#watch();
    // Whoever comes back to a job that was over may find that somebody else had it tried again.
    this.#stopListening = this.#environment.visibility.onChange(() => {
      if (this.view.link === 'ended' && !this.#environment.visibility.hidden()) {
        void this.#look();
      }
    });
  }

  end(): void {
    this.#left.abort();
    this.#drawing?.();
    this.#looking?.();
    this.#stopListening();
  }

  async #watch(): Promise<void> {
    const options = { after: this.view.cursor, signal: this.#left.signal };
    for await (const event of watchJob(this.#environment, this.id, options)) {
      this.#take(event);
    }
  }

  #take(event: WatchEvent): void {
    this.view = after(this.view, event);
    this.#drawSoon();
    const over = event.type === 'state' && event.state === 'ended';
    if (over || this.view.changes > this.#seenChanges) {
      this.#lookSoon(over || this.#newlyPlanned() ? 0 : LOOK_EVERY);
    }
    if (event.type === 'state' && event.state === 'failed') {
      noted(problemOf(event.failure));
    }
  }

  /** A line tells how many pages there are, and only a look which: the first time that is not waited for. */
  #newlyPlanned(): boolean {
    const { job, pages } = this.view;
    const first = !this.#planned && !this.#underWay && pages.length === 0 && job !== null && job.total_pages > 0;
    this.#planned ||= first;
    return first;
  }

  #drawSoon(): void {
    this.#drawing ??= this.#environment.clock.after(DRAW_EVERY, () => {
      this.#drawing = null;
      this.#draw(this.view);
    });
  }

  #lookSoon(atLeast: number): void {
    if (this.#looking !== null && atLeast > 0) {
      return;
    }
    this.#looking?.();
    const wait = Math.max(0, this.#lookedAt + atLeast - this.#environment.clock.now());
    this.#looking = this.#environment.clock.after(wait, () => {
      this.#looking = null;
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    if (this.#underWay) {
      this.#lookSoon(LOOK_EVERY);
      return;
    }
    this.#underWay = true;
    this.#lookedAt = this.#environment.clock.now();
    this.#seenChanges = this.view.changes;
    const cursor = this.view.cursor;
    try {
      const details = await call(this.#environment, api.job(this.id), this.#left.signal);
      this.view = looked(this.view, details, cursor);
      this.#fail(undefined);
      this.#draw(this.view);
      if (this.view.link === 'ended' && !isOver(details.job.status)) {
        void this.#watch();
      }
    } catch (error) {
      const problem = seen(error);
      if (problem.kind !== 'aborted') {
        this.#fail(problem);
      }
    } finally {
      this.#underWay = false;
    }
  }
}
