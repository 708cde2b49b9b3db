// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { useLanguage } from '../i18n';
import { TokenField } from './TokenField';

afterEach(cleanup);

test('a token is seen by nobody, kept by nothing, and taken without the spaces around it', async () => {
  await useLanguage('en');
  const taken: string[] = [];
  render(<TokenField value="" hint="Once." onInput={(token) => taken.push(token)} />);
  const input = screen.getByLabelText<HTMLInputElement>('Access token');
  expect(input.type).toBe('password');
  expect(input.autocomplete).toBe('off');
  expect(input.hasAttribute('data-1p-ignore')).toBe(true);
  fireEvent.input(input, { target: { value: ' ghp_1\n' } });
  expect(taken).toEqual(['ghp_1']);
});
