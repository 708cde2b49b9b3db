import { signal } from '@preact/signals';
import { createContext } from 'preact';

/** `needed`: this browser has to show the shared access code. */
export const session = signal<'open' | 'needed'>('open');

/** Grows when the access code was accepted: what failed for want of it is asked for again. */
export const sessionEpoch = signal(0);

/** Whether what is within waits behind the login: it opens nothing, listens for no keys, and does not name the page. */
export const Unseen = createContext(false);

export function loggedIn(): void {
  sessionEpoch.value += 1;
  session.value = 'open';
}
