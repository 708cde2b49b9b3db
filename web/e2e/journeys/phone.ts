import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answered, ask, askPath } from '../support/asking';
import { PHONE } from '../support/visitor';
import { world } from '../support/world';

const onPhone = async (path: string) => (await world.visitor(PHONE)).open(path);

/** Nothing has to be moved sideways to be read. */
async function expectFits(page: Page): Promise<void> {
  const width = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, window.innerWidth));
  expect(width, page.url()).toBe(390);
}

test('a phone shows every screen in its width', async () => {
  const page = await onPhone('/');
  await page.locator('.wiki-card').first().waitFor();
  await expectFits(page);
  await page.getByRole('button', { name: 'Menu' }).tap();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).tap();
  await page.waitForURL('**/admin');
  await page
    .getByRole('link', { name: /island|harbour|shop/ })
    .first()
    .waitFor();
  await expectFits(page);
  await page
    .getByRole('link', { name: /island|harbour|shop/ })
    .first()
    .tap();
  await page.getByText('Event log').tap();
  await expectFits(page);
  for (const [path, heading] of [
    ['/new', 'New wiki'],
    ['/settings', 'Settings'],
    ['/ask', 'Ask'],
    ['/nowhere', 'There is no such page'],
    ['/wiki/%FF', 'There is no such page'],
  ] as const) {
    await page.goto(new URL(path, page.url()).href);
    await page.getByRole('heading', { name: heading }).first().waitFor();
    await expectFits(page);
  }
});

test('on a phone a wiki is read, its sources are opened and closed by going back', async () => {
  const page = await onPhone(`/wiki/${await world.wiki('harbour')}`);
  await page.getByRole('article').waitFor();
  await expectFits(page);
  await page.getByRole('button', { name: 'Contents' }).tap();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Billing' }).tap();
  await page.waitForURL('**/billing');
  await page.getByRole('button', { name: 'src/billing.ts:2-4' }).first().tap();
  const panel = page.getByRole('complementary', { name: /^Source/ });
  await panel.locator('.is-marked').first().waitFor();
  await expectFits(page);
  await page.goBack();
  await panel.waitFor({ state: 'detached' });
  expect(page.url()).toContain('/billing');
});

test('on a phone a question is asked and answered', async () => {
  world.provider.answers('How small?', `As small as a hand, with ${'a_very_long_name_'.repeat(12)} in it.`);
  world.provider.answers('How high?', 'Not high.');
  const page = await onPhone(askPath('harbour'));
  await ask(page, 'How high?');
  await answered(page);
  // What fits is not scrolled.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
  await ask(page, 'How small?');
  await answered(page);
  await expectFits(page);
});

test('on a phone no full stop stands alone at the beginning of a line', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => `${'a '.repeat(at)}[src/orders.ts:4-9].\n\n`);
  world.provider.answers('Where does it end?', ...lines);
  const page = await onPhone(askPath('harbour'));
  await ask(page, 'Where does it end?');
  await answered(page);
  expect(await page.locator('.cite').count()).toBe(lines.length);
  const alone = await page.locator('.cite').evaluateAll(
    (cites) =>
      cites.filter((cite) => {
        const stop = document.createRange();
        stop.selectNode(cite.nextSibling as Node);
        return stop.getBoundingClientRect().top >= cite.getBoundingClientRect().bottom - 4;
      }).length,
  );
  expect(alone).toBe(0);
});
