import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** axe finds nothing, neither in the light theme nor in the dark one, of which only the colours are new. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await findings(page, [])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  // A diagram is drawn anew for the other theme: that takes a moment.
  await expect.poll(() => findings(page, ['cat.color']), { timeout: 10_000, message: 'dark' }).toEqual([]);
}

/** @param tags of the rules; none: all rules */
async function findings(page: Page, tags: readonly string[]): Promise<string[]> {
  return await page.evaluate(async (values) => {
    const { run } = (window as unknown as { axe: { run: typeof axe.run } }).axe;
    const { violations } = await run(document, {
      ...(values.length === 0 ? {} : { runOnly: { type: 'tag', values: [...values] } }),
      resultTypes: ['violations'],
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    );
  }, tags);
}
