import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA asks for it, and axe only when told. */
const MORE_RULES = { 'target-size': { enabled: true } };

/** axe finds nothing, neither in the light theme nor in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  // By the protocol: the browser reads so much faster what it is not handed as an argument.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: `${AXE};0` });
  await session.detach();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // A diagram is drawn anew for the other theme: that takes a moment.
    await expect.poll(() => findings(page), { timeout: 5_000, message: colorScheme }).toEqual([]);
  }
}

async function findings(page: Page): Promise<string[]> {
  return await page.evaluate(async (rules) => {
    const { run } = (window as unknown as { axe: { run: typeof axe.run } }).axe;
    const { violations } = await run(document, { rules, resultTypes: ['violations'], preload: false });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${html} ${any[0]?.message ?? ''}`),
    );
  }, MORE_RULES);
}
