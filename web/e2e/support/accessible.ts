import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** axe finds nothing, neither in the light theme nor in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // A diagram is drawn anew for the other theme: that takes a moment.
    await expect.poll(() => findings(page), { timeout: 10_000, message: colorScheme }).toEqual([]);
  }
}

async function findings(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const { run } = (window as unknown as { axe: { run: typeof axe.run } }).axe;
    const { violations } = await run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    );
  });
}
