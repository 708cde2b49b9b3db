import { signal } from '@preact/signals';

/** `needed`: this browser has to show the shared access code. */
export const session = signal<'open' | 'needed'>('open');

/** Grows when the access code was accepted: what failed for want of it is asked for again. */
export const sessionEpoch = signal(0);

export function loggedIn(): void {
  sessionEpoch.value += 1;
  session.value = 'open';
}
