import { expect, test } from 'vitest';
import { world } from '../support/world';

test('a wiki is read by its tree, by what is on the page, and by its links', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}`);
  const title = page.getByRole('article').getByRole('heading', { level: 1 });
  const tree = page.getByRole('navigation', { name: 'Pages' });
  await expect.poll(() => title.innerText()).toContain('Orders');
  expect(await tree.getByRole('heading').allInnerTexts()).toEqual(['The counter', 'The office']);
  expect(await tree.getByRole('link').allInnerTexts()).toEqual(['Orders', 'Billing', 'Reports']);

  await tree.getByRole('link', { name: 'Reports' }).click();
  await page.waitForURL('**/reports');
  await expect.poll(() => title.innerText()).toContain('Reports');
  const places = page.getByRole('navigation', { name: 'On this page' }).getByRole('link');
  expect(await places.allInnerTexts()).toEqual(['How it goes', 'What it needs', 'Where to look next']);
  await places.filter({ hasText: 'What it needs' }).click();
  await page.waitForURL('**/reports#what-it-needs');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('s-what-it-needs');

  await page.keyboard.press('k');
  await page.waitForURL('**/billing');
  await page.locator('.canvas-sheet svg').first().waitFor(); // nothing grows any more
  const next = page.getByRole('link', { name: 'Next Reports' });
  await next.scrollIntoViewIfNeeded();
  const place = () => page.evaluate(() => window.scrollY);
  const left = await place();
  expect(left).toBeGreaterThan(0);
  await next.click();
  await page.waitForURL('**/reports');
  await expect.poll(() => title.innerText()).toContain('Reports');
  await page.goBack();
  await expect.poll(() => title.innerText()).toContain('Billing');
  await expect.poll(place).toBe(left);
});

test('words are found in a wiki', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}/orders`);
  await page.getByRole('article').waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Words in this wiki' }).fill('quarterly');
  await page.getByRole('option', { name: 'Reports' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/reports**');
  await page.getByText('The quarterly sums are drawn up here.').waitFor();
});

test('a citation opens the source at its lines, and one that leads nowhere looks like it', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}/orders`);
  const citation = page.getByRole('button', { name: 'src/orders.ts:4-9' });
  await citation.click();
  const panel = page.getByRole('complementary', { name: 'Source: src/orders.ts:4-9' });
  await panel.getByText('export function take').waitFor();
  expect(await panel.locator('.is-marked').count()).toBe(6);
  await panel.locator('[class^="hljs-"]').first().waitFor();
  await page.reload();
  await panel.getByText('export function take').waitFor();
  await panel.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('');
  expect(await page.locator('.cite-unresolved').first().innerText()).toContain('gone.ts:1-9');
});

test('a diagram is drawn, moved, seen large, and taken along', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}/orders`);
  const sheet = page.locator('.canvas-sheet').first();
  await sheet.locator('svg').waitFor();
  const colours = await sheet.evaluate((element) => {
    const [node, label] = ['.node rect', '.node text'].map((part) => element.querySelector(part));
    const fillOf = (part: Element | null | undefined) => part && getComputedStyle(part).fill;
    return { node: fillOf(node), label: fillOf(label), ink: getComputedStyle(document.body).color };
  });
  expect(colours.label).toBe(colours.ink);
  expect(colours.node).not.toBe(colours.ink);
  await page.locator('.canvas').first().hover();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => sheet.evaluate((element) => element.style.transform)).toContain('scale(1.25)');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as SVG' }).click();
  expect((await saved).suggestedFilename()).toBe('diagram.svg');
  await page.getByRole('button', { name: 'Full screen' }).click();
  await page.getByRole('dialog', { name: 'Diagram' }).locator('svg').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show the text of the diagram' }).click();
  await page.getByText('A["Orders"] --> B["Billing"]').waitFor();
});

test('a wiki is taken along', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}/orders`);
  for (const [form, name] of [
    ['Markdown, one file', /\.md$/],
    ['Markdown, a file for each page (zip)', /\.zip$/],
    ['HTML, one file', /\.html$/],
  ] as const) {
    await page.locator('summary', { hasText: 'Export' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: form }).click();
    expect((await saved).suggestedFilename()).toMatch(name);
  }
});

test('a link to a heading is copied, and a page is printed without what is around it', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}/orders`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('heading', { name: 'How it goes' }).hover();
  await page.getByRole('button', { name: 'Copy link to: How it goes' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/orders#how-it-goes$/);

  await page.emulateMedia({ media: 'print' });
  await page.getByText('Whoever comes to the counter is served in turn.').waitFor();
  for (const around of [
    page.getByRole('banner'),
    page.getByRole('navigation', { name: 'Pages' }),
    page.getByRole('navigation', { name: 'On this page' }),
    page.getByRole('button', { name: 'Zoom in' }),
  ]) {
    await around.waitFor({ state: 'hidden' });
  }
});
