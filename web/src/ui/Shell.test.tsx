// @vitest-environment jsdom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { Shell } from './Shell';

test('the shell names the product in its main heading', () => {
  render(<Shell />, document.body);
  expect(document.querySelector('main h1')?.textContent).toBe('DeepWiki');
});
