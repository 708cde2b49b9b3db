// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { useLanguage } from '../i18n';
import { theme } from '../state/preferences';
import { Diagram } from './Diagram';

afterEach(() => {
  cleanup();
  theme.value = 'system';
});

test('a diagram that is drawn at another try says no longer that it could not be drawn', async () => {
  await useLanguage('en');
  theme.value = 'light';
  const draw = (_source: string, { dark }: { dark: boolean }) =>
    dark
      ? Promise.resolve(document.createElementNS('http://www.w3.org/2000/svg', 'svg'))
      : Promise.reject(new Error('No.'));
  const { container } = render(<Diagram source="flowchart LR" draw={draw} />);
  expect(await screen.findByText('flowchart LR')).toBeTruthy();
  expect(container.querySelector('p')).not.toBeNull();
  theme.value = 'dark';
  expect(await screen.findByRole('button', { name: 'Zoom in' })).toBeTruthy();
  expect(container.querySelector('p')).toBeNull();
  expect(screen.queryByText('flowchart LR')).toBeNull();
  theme.value = 'light';
  expect(await screen.findByRole('button', { name: 'Zoom in' })).toBeTruthy();
});

test('what was drawn in dark colours is known to be, so that it can be printed', async () => {
  await useLanguage('en');
  theme.value = 'dark';
  const draw = () => Promise.resolve(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
  const { container } = render(<Diagram source="flowchart LR" draw={draw} />);
  await screen.findByRole('button', { name: 'Zoom in' });
  expect(container.querySelector('.canvas-sheet .drawn-dark')).not.toBeNull();
  theme.value = 'light';
  await waitFor(() => expect(container.querySelector('.canvas-sheet .drawn-dark')).toBeNull());
});
