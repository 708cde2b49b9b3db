// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { useLocation } from 'preact-iso';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { show } from '../testing/screen';
import { FakeService } from '../testing/service';

/** jsdom lays nothing out: the test says how tall the page is, and when it grows. */
let grown: Set<() => void>;
let tall = 0;

beforeEach(() => {
  grown = new Set();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #told: () => void;
      constructor(told: () => void) {
        this.#told = told;
      }
      observe() {
        grown.add(this.#told);
      }
      disconnect() {
        grown.delete(this.#told);
      }
    },
  );
  vi.stubGlobal('scrollTo', (_left: number, top: number) => {
    vi.stubGlobal('scrollY', Math.min(top, tall));
    fireEvent.scroll(window);
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function grow(height: number) {
  tall = height;
  window.scrollTo(0, window.scrollY);
  [...grown].forEach((tell) => tell());
}

const Page = () => <p>at {useLocation().path}</p>;

/** Reads a long page to 1500, follows a link, and goes back to where nothing stands yet. */
async function returned(at = '/a') {
  await show(new FakeService(), Page, at, '/:page');
  grow(3_000);
  window.scrollTo(0, 1_500);
  const link = document.body.appendChild(document.createElement('a'));
  link.href = '/b';
  fireEvent.click(link);
  link.remove();
  await screen.findByText('at /b');
  window.scrollTo(0, 0);
  history.back();
  await screen.findByText('at /a');
  grow(0);
}

test('whoever goes back is where they left, as soon as what stood there has come', async () => {
  await returned();
  grow(800);
  expect(window.scrollY).toBe(800);
  grow(3_000);
  expect(window.scrollY).toBe(1_500);
});

test.each(['wheel', 'touchstart', 'pointerdown', 'keydown'])('who scrolls by %s meanwhile stays there', async (act) => {
  await returned();
  grow(800);
  window.dispatchEvent(new Event(act));
  window.scrollTo(0, 300);
  grow(3_000);
  expect(window.scrollY).toBe(300);
});

test('a heading in the address goes first', async () => {
  await returned('/a#how');
  grow(3_000);
  expect(window.scrollY).toBe(0);
});

test('what comes after a while moves nobody any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  try {
    await returned();
    vi.advanceTimersByTime(5_000);
    grow(3_000);
    expect(window.scrollY).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
