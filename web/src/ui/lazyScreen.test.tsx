// @vitest-environment jsdom
import { act, cleanup, screen } from '@testing-library/preact';
import { render, type ComponentType } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useLanguage } from '../i18n';
import { lazyScreen } from './lazyScreen';

beforeEach(() => useLanguage('en'));
afterEach(() => {
  render(null, document.body);
  cleanup();
});

const There = () => <p>there</p>;
type Module = { default: ComponentType<object> };

function later() {
  let come = (_: Module) => {};
  let fail = (_: Error) => {};
  let asked = 0;
  const Screen = lazyScreen<object>(() => {
    asked += 1;
    return new Promise<Module>((resolve, reject) => {
      come = resolve;
      fail = reject;
    });
  });
  return { Screen, come: () => come({ default: There }), fail: () => fail(new Error('away')), asked: () => asked };
}

test('a screen is fetched once, and shown when it is there', async () => {
  const { Screen, come, asked } = later();
  render(<Screen />, document.body);
  expect(screen.getByText('Loading…')).toBeTruthy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  come();
  await screen.findByText('there');
  render(null, document.body);
  render(<Screen />, document.body);
  expect(screen.getByText('there')).toBeTruthy();
  expect(asked()).toBe(1);
});

test('one that comes between the first drawing and what follows it is shown, too', async () => {
  const { Screen, come, asked } = later();
  Screen.preload();
  render(<Screen />, document.body);
  come();
  await screen.findByText('there');
  expect(asked()).toBe(1);
});

test('one that cannot be fetched says so, and is tried again by who comes back', async () => {
  const { Screen, come, fail, asked } = later();
  Screen.preload();
  await act(() => render(<Screen />, document.body)); // with its effects
  fail();
  await screen.findByText('This page could not be loaded');
  render(null, document.body);
  await act(() => render(<Screen />, document.body)); // with its effects
  come();
  await screen.findByText('there');
  expect(asked()).toBe(2);
});
