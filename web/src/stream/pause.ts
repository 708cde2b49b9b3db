import type { Environment } from './environment';

/**
 * Waits. Ends early when it is called off, and, if `wake` says so, when somebody begins to look at the tab or the network is back: who
 * comes back to a tab should not sit out a delay that was meant for an empty room.
 */
export function pause(
  environment: Pick<Environment, 'clock' | 'visibility'>,
  ms: number,
  signal: AbortSignal,
  wake = false,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      callOff();
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const callOff = environment.clock.after(ms, end);
    const stopListening = wake
      ? environment.visibility.onChange(() => !environment.visibility.hidden() && end())
      : () => {};
    signal.addEventListener('abort', end);
  });
}
