// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { useLanguage } from '../i18n';
import '../testing/screen';
import { Shortcuts } from '../ui/shortcuts';
import { Canvas } from './Canvas';

Element.prototype.setPointerCapture ??= () => {};

afterEach(cleanup);

function pointer(stage: HTMLElement, type: 'pointerdown' | 'pointermove' | 'pointerup', x: number, y: number): void {
  // jsdom has no pointer events: what counts of one is that of a mouse.
  fireEvent(stage, new MouseEvent(type, { bubbles: true, clientX: x, clientY: y }));
}

test('what is zoomed is moved by dragging, and for who cannot drag by pressing what is to come into the middle', async () => {
  await useLanguage('en');
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const { container } = render(<Canvas drawing={drawing} large />);
  const stage = screen.getByRole('group');
  stage.getBoundingClientRect = () => new DOMRect(0, 0, 200, 100);
  const moved = () => container.querySelector<HTMLElement>('.canvas-sheet')?.style.transform;
  pointer(stage, 'pointerdown', 150, 50);
  pointer(stage, 'pointerup', 150, 50);
  expect(moved()).toBe('');
  fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }));
  pointer(stage, 'pointerdown', 150, 50);
  pointer(stage, 'pointerup', 150, 50);
  await expect.poll(moved).toBe('translate(-50px, 0px) scale(1.25)');
  pointer(stage, 'pointerdown', 10, 10);
  pointer(stage, 'pointermove', 30, 20);
  pointer(stage, 'pointerup', 30, 20);
  await expect.poll(moved).toBe('translate(-30px, 10px) scale(1.25)');
});

test('it is moved, zoomed and fitted by keys, and ? lists them', async () => {
  await useLanguage('en');
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const { container } = render(
    <>
      <Shortcuts />
      <Canvas drawing={drawing} />
    </>,
  );
  const stage = screen.getByRole('group');
  const moved = () => container.querySelector<HTMLElement>('.canvas-sheet')?.style.transform;
  const press = (key: string) => fireEvent.keyDown(stage, { key });
  for (const [key, place] of [
    ['+', 'translate(0px, 0px) scale(1.25)'],
    ['ArrowLeft', 'translate(40px, 0px) scale(1.25)'],
    ['ArrowDown', 'translate(40px, -40px) scale(1.25)'],
    ['-', 'translate(32px, -32px) scale(1)'],
    ['0', ''],
  ] as const) {
    press(key);
    await expect.poll(moved).toBe(place);
  }
  press('?');
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(list.textContent).toContain(
    '←↑→↓In a diagram: move it+-In a diagram: zoom in and out0In a diagram: show all of it',
  );
});
