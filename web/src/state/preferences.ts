import { effect, signal } from '@preact/signals';

/** What a person has chosen on this browser. Nothing secret is ever among it. */
function kept<T extends string>(key: string, allowed: (value: string) => value is T, fallback: T) {
  const name = `deepwiki.${key}`;
  const stored = read(name);
  const choice = signal<T>(stored !== null && allowed(stored) ? stored : fallback);
  effect(() => write(name, choice.value, fallback));
  return choice;
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function write(name: string, value: string, fallback: string): void {
  try {
    if (value === fallback) {
      localStorage.removeItem(name);
    } else {
      localStorage.setItem(name, value);
    }
  } catch {
    // a browser that keeps nothing: the choice holds until the page is left
  }
}

/* @__NO_SIDE_EFFECTS__ */
function oneOf<const T extends string>(...words: readonly T[]): (value: string) => value is T {
  return (value): value is T => (words as readonly string[]).includes(value);
}

export type Theme = 'system' | 'light' | 'dark';

/** `public/theme.js` reads the same key before the first paint. */
export const theme = kept<Theme>('theme', oneOf('system', 'light', 'dark'), 'system');

effect(() => {
  if (theme.value === 'system') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme.value;
  }
});

/** The code of a language; empty for what the browser asks for. */
export const chosenLanguage = kept<string>('language', (value): value is string => /^[a-z-]{2,8}$/i.test(value), '');

/** Shortcuts of a single key can be turned off: speech input and slipping fingers set them off. */
export const singleKeys = kept('single-keys', oneOf('on', 'off'), 'on');
