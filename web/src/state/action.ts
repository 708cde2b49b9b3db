import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type Call } from '../api/client';
import type { Problem } from '../api/problem';
import { useEnvironment } from './environment';
import { seen } from './resource';
import { sessionEpoch } from './session';

/** Something that a person has done: one at a time, and its trouble. */
export interface Action {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** Does it; what comes of it, or undefined if it did not go well. Nothing is done while something is under way. */
  run<T>(wanted: Call<T>): Promise<T | undefined>;
  forget(): void;
}

export function useAction(): Action {
  const environment = useEnvironment();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const epoch = sessionEpoch.value;
  const left = useRef<AbortController | null>(null);
  const underWay = useRef(false);

  useEffect(() => () => left.current?.abort(), []);
  useEffect(() => setProblem((before) => (before?.kind === 'login' ? undefined : before)), [epoch]);

  return {
    busy,
    problem,
    forget: () => setProblem(undefined),
    run: async (wanted) => {
      if (underWay.current) {
        return undefined;
      }
      const controller = new AbortController();
      left.current = controller;
      underWay.current = true;
      setBusy(true);
      setProblem(undefined);
      try {
        return await call(environment, wanted, controller.signal);
      } catch (error) {
        const trouble = seen(error);
        if (trouble.kind !== 'aborted') {
          setProblem(trouble);
        }
        return undefined;
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
  };
}
