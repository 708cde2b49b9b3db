import { expect, test } from 'vitest';
import { expectAccessible } from '../support/accessible';
import { world } from '../support/world';

test('an empty start leads to a whole wiki, written without any language model', async () => {
  const repository = world.repository('shop');
  const page = await world.visit('/');
  await page.getByRole('heading', { name: 'No wiki yet' }).waitFor();
  await expectAccessible(page);

  await page.getByRole('textbox', { name: 'Repository' }).fill(repository);
  await page.getByText(`Folder ${repository} on the server.`).waitFor();
  await page.getByRole('button', { name: 'Make the wiki' }).click();
  await page.waitForURL('**/jobs/*');
  await page.getByRole('heading', { name: 'shop', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Read the wiki' }).click();

  await page.waitForURL('**/wiki/*');
  await page.locator('article h1').first().waitFor();
  await page.locator('article .cite').first().waitFor();
  const leaves = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  expect(await leaves.count()).toBeGreaterThan(1);
  await leaves.last().click();
  await expect.poll(() => leaves.last().getAttribute('aria-current')).toBe('page');

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Wikis' }).click();
  await page.getByRole('heading', { name: 'Finished wikis' }).waitFor();
  expect(await page.locator('.wiki-card').count()).toBe(1);
});

test('what is there already is offered to be opened', async () => {
  const page = await world.visit('/');
  await page.locator('.wiki-card').first().waitFor();
  await page.getByRole('textbox', { name: 'Repository' }).fill(world.repository('shop'));
  await page.getByRole('button', { name: 'Make the wiki' }).click();
  await page.getByRole('dialog', { name: 'This wiki is there already' }).waitFor();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.waitForURL('**/wiki/*');
  await page.locator('article h1').first().waitFor();
});
