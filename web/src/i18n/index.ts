import { computed, signal } from '@preact/signals';
import { chosenLanguage } from '../state/preferences';
import type english from './en';

/** A text, or its forms by number: `one`, `other`, as Intl.PluralRules calls them, chosen by the value `count`. */
export type Message = string | { readonly [form in Intl.LDMLPluralRule]?: string };

type English = typeof english;
/** What a language must bring: every text of every feature. */
export type Messages = { readonly [F in keyof English]: { readonly [K in keyof English[F]]: Message } };
/** The name of a text: `job.pause`. */
export type Key = { [F in keyof English & string]: `${F}.${keyof English[F] & string}` }[keyof English & string];
export type Values = Readonly<Record<string, string | number>>;

const FILES = import.meta.glob<{ default: Messages }>('./*/index.ts');
/** A folder here is a language. */
const LANGUAGES = Object.keys(FILES).map((file) => file.split('/')[1] ?? '');
const FALLBACK = 'en';

const current = signal<{ language: string; messages: Messages } | null>(null);

/** The code of the language that is shown. */
export const language = computed(() => current.value?.language ?? FALLBACK);

/** What can be chosen from, each under its own name. */
export function languages(): { code: string; name: string }[] {
  return LANGUAGES.map((code) => ({ code, name: nameOf(code) }));
}

function nameOf(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** What was chosen, else what the browser asks for, else English. */
export function wantedLanguage(wanted: readonly string[] = navigator.languages): string {
  const tags = [chosenLanguage.value, ...wanted].filter((tag) => tag !== '');
  const codes = tags.flatMap((tag) => [tag.toLowerCase(), tag.toLowerCase().split('-')[0] ?? '']);
  return codes.find((code) => LANGUAGES.includes(code)) ?? FALLBACK;
}

/** Shows another language, once it is loaded. The one before stays until then. */
export async function useLanguage(code: string): Promise<void> {
  const load = FILES[`./${code}/index.ts`];
  if (load === undefined) {
    throw new Error(`There is no language ${code}.`);
  }
  const { default: messages } = await load();
  current.value = { language: code, messages };
  document.documentElement.lang = code;
}

/** The text of this name in the language that is shown, its `{places}` filled. A component that calls it follows the language. */
export function t(key: Key, values: Values = {}): string {
  const now = current.value;
  if (now === null) {
    return key;
  }
  const [feature, name] = key.split('.') as [keyof Messages, string];
  const message = (now.messages[feature] as Readonly<Record<string, Message>>)[name];
  return message === undefined ? key : fill(form(message, now.language, values), now.language, values);
}

function form(message: Message, code: string, values: Values): string {
  if (typeof message === 'string') {
    return message;
  }
  const rule = rulesOf(code).select(Number(values['count'] ?? 0));
  return message[rule] ?? message.other ?? '';
}

function fill(text: string, code: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return typeof value === 'number' ? numbersOf(code).format(value) : (value ?? place);
  });
}

const rulesOf = oncePerLanguage((code) => new Intl.PluralRules(code));
const numbersOf = oncePerLanguage((code) => new Intl.NumberFormat(code));

/** Formatters cost more to make than to use. */
function oncePerLanguage<F>(make: (code: string) => F): (code: string) => F {
  const made = new Map<string, F>();
  return (code) => {
    const found = made.get(code) ?? make(code);
    made.set(code, found);
    return found;
  };
}
