import type { Environment } from './environment';
import { Slots } from './slots';

/** The browser's own. Make one for the tab: its streams are counted in it. */
export function browserEnvironment(): Environment {
  return {
    fetch: (url, init) => fetch(url, init),
    clock: {
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    visibility: {
      hidden: () => document.visibilityState === 'hidden',
      onChange: (listener) => {
        document.addEventListener('visibilitychange', listener);
        window.addEventListener('online', listener);
        return () => {
          document.removeEventListener('visibilitychange', listener);
          window.removeEventListener('online', listener);
        };
      },
    },
    random: Math.random,
    newId,
    slots: new Slots(),
  };
}

/** Not `crypto.randomUUID`: a browser has that only for https and loopback. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
