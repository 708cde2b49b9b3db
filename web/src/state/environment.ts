import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { browserEnvironment, type Environment } from '../stream';

/** Fetch, time and visibility, for every screen: one for the tab. Tests provide their own. */
export const EnvironmentContext = createContext<Environment | null>(null);

let ofTab: Environment | null = null;

export function useEnvironment(): Environment {
  return useContext(EnvironmentContext) ?? (ofTab ??= browserEnvironment());
}
