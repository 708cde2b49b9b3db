import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiProblem, call, type Call } from '../api/client';
import type { Problem } from '../api/problem';
import { useEnvironment } from './environment';
import { session, sessionEpoch } from './session';

/** Something that is fetched for a view. What was there stays while it is fetched again. */
export interface Resource<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
  /** Fetches it again. */
  reload(): void;
  /** Takes what is known to be so now, without asking. */
  put(value: T): void;
}

export interface ResourceOptions {
  /** Milliseconds after which it is fetched again, as long as somebody looks. */
  readonly every?: number;
}

interface Held<T> {
  readonly url: string;
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly loading: boolean;
}

/**
 * Fetches what a call answers while the view is there, again when its URL changes, when the network is back, when the access code was
 * accepted, and when the tab is looked at again if it is something that changes (`every`).
 *
 * @param wanted null for nothing at the moment
 */
export function useResource<T>(wanted: Call<T> | null, { every }: ResourceOptions = {}): Resource<T> {
  const environment = useEnvironment();
  const url = wanted?.url ?? '';
  const [held, setHeld] = useState<Held<T>>(() => nothingYet(url));
  const [turn, setTurn] = useState(0);
  const newest = useRef(wanted);
  newest.current = wanted;
  const epoch = sessionEpoch.value;

  useEffect(() => {
    const asked = newest.current;
    if (asked === null) {
      return;
    }
    const left = new AbortController();
    let callOff = () => {};
    let underWay = false;
    let again = every !== undefined;
    const waits = () => environment.visibility.hidden() || session.value === 'needed';
    const load = async () => {
      if (underWay) {
        return;
      }
      underWay = true;
      callOff();
      setHeld((before) => (before.url === url ? { ...before, loading: true } : nothingYet(url)));
      try {
        const value = await call(environment, asked, left.signal);
        setHeld({ url, value, problem: undefined, loading: false });
        again = every !== undefined;
      } catch (error) {
        const problem = seen(error);
        if (problem.kind === 'aborted') {
          return;
        }
        setHeld((before) => ({ ...before, problem, loading: false }));
        again = every !== undefined || problem.mayPass;
      }
      underWay = false;
      if (every !== undefined) {
        callOff = environment.clock.after(every, () => void (waits() || load()));
      }
    };
    const stop = environment.visibility.onChange(() => {
      if (again && !waits()) {
        void load();
      }
    });
    void load();
    return () => {
      left.abort();
      callOff();
      stop();
    };
  }, [environment, url, turn, epoch, every]);

  const current = held.url === url ? held : nothingYet<T>(url);
  return {
    value: current.value,
    problem: current.problem,
    loading: current.loading,
    reload: () => setTurn((now) => now + 1),
    put: (value) => setHeld({ url, value, problem: undefined, loading: false }),
  };
}

function nothingYet<T>(url: string): Held<T> {
  return { url, value: undefined, problem: undefined, loading: url !== '' };
}

/** The problem in an error; one of a missing access code is told to the shell. */
export function seen(error: unknown): Problem {
  if (!(error instanceof ApiProblem)) {
    throw error; // a defect of ours
  }
  return noted(error.problem);
}

/** Tells the shell if the access code is missing. */
export function noted(problem: Problem): Problem {
  if (problem.kind === 'login') {
    session.value = 'needed';
  }
  return problem;
}
