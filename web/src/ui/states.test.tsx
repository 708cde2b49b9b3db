// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Problem } from '../api/problem';
import { useLanguage } from '../i18n';
import { EnvironmentContext } from '../state/environment';
import { scripted } from '../stream/testing/world';
import { ProblemNote } from './states';

afterEach(cleanup);

const busy = (retryAfter: number): Problem => ({
  kind: 'busy',
  message: 'Too many attempts.',
  code: 'too_many_requests',
  fields: [],
  retryAfter,
  requestId: null,
  mayPass: true,
});

test('when to try again counts down, and then it says that one may', async () => {
  await useLanguage('en');
  const world = scripted();
  const note = (problem: Problem) => (
    <EnvironmentContext.Provider value={world.environment}>
      <ProblemNote problem={problem} />
    </EnvironmentContext.Provider>
  );
  const { rerender, unmount } = render(note(busy(10_000)));
  const says = (text: string) => expect(screen.getByRole('timer').textContent).toBe(text);
  says('Try again in 10 sec.');
  await act(() => world.clock.advance(3_000));
  says('Try again in 7 sec.');
  await act(() => world.clock.advance(7_000));
  says('You may try again now.');
  expect(world.clock.pending).toBe(0);
  rerender(note(busy(2_500)));
  says('Try again in 3 sec.');
  act(() => void unmount());
  await world.expectQuiet();
});
