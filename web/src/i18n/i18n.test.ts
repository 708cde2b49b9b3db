// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { formatAge, formatDuration } from './format';
import { languages, t, useLanguage, wantedLanguage, type Message } from './index';

const FILES = import.meta.glob<{ default: Record<string, Record<string, Message>> }>('./*/index.ts', { eager: true });
const texts = (code: string) => {
  const messages = FILES[`./${code}/index.ts`]?.default ?? {};
  return new Map<string, Message>(
    Object.entries(messages).flatMap(([feature, named]) =>
      Object.entries(named).map(([name, message]) => [`${feature}.${name}`, message] as const),
    ),
  );
};
const placesOf = (message: Message) =>
  [
    ...new Set(
      (typeof message === 'string' ? [message] : Object.values(message)).flatMap(
        (form) => form.match(/\{\w+\}/g) ?? [],
      ),
    ),
  ].sort();

test('there are English and Vietnamese, each under its own name', () => {
  expect(languages()).toContainEqual({ code: 'en', name: 'English' });
  expect(languages()).toContainEqual({ code: 'vi', name: 'Tiếng Việt' });
});

test.each(languages().map(({ code }) => code))('%s has every text, with the same places, and none is empty', (code) => {
  const english = texts('en');
  const other = texts(code);
  expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, message] of other) {
    expect([key, placesOf(message)]).toEqual([key, placesOf(english.get(key) ?? '')]);
    for (const form of typeof message === 'string' ? [message] : Object.values(message)) {
      expect(form.trim(), key).not.toBe('');
    }
  }
});

test.each(languages().map(({ code }) => code))('%s has every form that its numbers want', (code) => {
  const forms = new Intl.PluralRules(code).resolvedOptions().pluralCategories.sort();
  for (const [key, message] of texts(code)) {
    if (typeof message !== 'string') {
      expect([key, Object.keys(message).sort()]).toEqual([key, forms]);
    }
  }
});

test('a language is found by what the browser asks for', () => {
  expect(wantedLanguage(['fr-FR', 'vi-VN', 'en'])).toBe('vi');
  expect(wantedLanguage(['xx'])).toBe('en');
});

test('texts follow the language, and so do numbers and times', async () => {
  await useLanguage('vi');
  expect(document.documentElement.lang).toBe('vi');
  expect(t('common.close')).toBe('Đóng');
  await useLanguage('en');
  expect(t('common.retryAfter', { time: formatDuration(83_000) })).toBe('Try again in 1 min 23 sec.');
  expect(t('common.requestId', { id: 12345 })).toBe('Request 12,345');
  expect(formatDuration(450)).toBe('450 ms');
  expect(formatDuration(7_200_000)).toBe('2 hr');
  expect(formatAge(0, 3 * 86_400_000)).toBe('3 days ago');
  expect(formatAge(0, 59_999)).toBe('59 seconds ago');
});
