// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import '../testing/screen';
import { Dialog } from './Dialog';

test('a press beside it closes it; a text that is selected and let go of beside it does not', () => {
  let closed = 0;
  render(
    <Dialog title="Sure?" onClose={() => (closed += 1)}>
      <input aria-label="Token" />
    </Dialog>,
  );
  const dialog = screen.getByRole('dialog');
  fireEvent.pointerDown(screen.getByLabelText('Token'));
  fireEvent.click(dialog);
  expect(closed).toBe(0);
  fireEvent.pointerDown(dialog);
  fireEvent.click(dialog);
  expect(closed).toBe(1);
});
