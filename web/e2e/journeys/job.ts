import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/accessible';
import { Gate, Refused } from '../support/provider';
import { PAGES, pageText } from '../support/script';
import { SCRIPTED, until, world } from '../support/world';

/** The lines of the job's history as the service keeps them, the newest first. */
async function history(page: Page): Promise<string[]> {
  const url = `/api/wiki/jobs/${jobOf(page)}/progress?after=0`;
  const text = await page.evaluate(async (asked) => await (await fetch(asked)).text(), url);
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { seq?: number; message?: string });
  const messages = new Map<number, string>();
  for (const { seq, message } of lines) {
    if (seq !== undefined && seq > 0) {
      messages.set(seq, messages.get(seq) ?? message ?? '');
    }
  }
  return [...messages].sort(([one], [other]) => other - one).map(([, message]) => message);
}

function jobOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

/** Holds each page of a repository until its gate is opened. */
function holdPages(name: string): Record<string, Gate> {
  const gates = Object.fromEntries(PAGES.map((title) => [title, new Gate()]));
  world.provider.says((call) => {
    const gate = call.task === 'page' && call.repository.endsWith(name) ? gates[call.topic] : undefined;
    return gate && [gate.passed, pageText(call.topic)];
  });
  return gates;
}

const stateOf = (page: Page, title: string) => page.getByRole('row', { name: title }).locator('.badge');

test('a job is followed live, read while it runs, and survives a reload and the death of the service', async () => {
  const gates = holdPages('harbour');
  const page = await world.visit(`/new?repo=${encodeURIComponent(world.repository('harbour'))}`);
  await page.getByLabel('Provider').selectOption('openai');
  await page.getByRole('button', { name: 'Make the wiki' }).click();
  await page.waitForURL('**/jobs/*');
  await page.getByText('Live', { exact: true }).waitFor();
  for (const title of PAGES) {
    await expect.poll(() => stateOf(page, title).innerText(), { timeout: 20_000 }).toBe('Being written');
  }

  gates['Orders']?.open();
  await expect.poll(() => stateOf(page, 'Orders').innerText(), { timeout: 10_000 }).toBe('Written');
  await page.getByText('1 of 3 pages').waitFor();
  await page.getByRole('button', { name: 'Read Orders' }).click();
  const preview = page.getByRole('dialog', { name: 'Orders' });
  await preview.getByText('Whoever comes to the counter is served in turn.').waitFor();
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });

  await page.reload();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await stateOf(page, 'Orders').innerText()).toBe('Written');
  expect(await stateOf(page, 'Billing').innerText()).toBe('Being written');

  await world.kill();
  await page.getByText('Reconnecting…').waitFor();
  await world.start();
  await page.getByText('Live', { exact: true }).waitFor();
  await until(() => world.provider.callsOn('Billing').length > 1);
  gates['Billing']?.open();
  gates['Reports']?.open();
  await page.getByRole('link', { name: 'Read the wiki' }).waitFor();
  expect(await page.locator('.page-head .badge').innerText()).toBe('Complete');

  await page.getByText('Event log').click();
  const lines = page.locator('.log-lines li > span');
  const known = await history(page);
  expect(known.filter((line) => line.startsWith('Wrote "Orders"'))).toHaveLength(1);
  expect(await lines.allInnerTexts()).toEqual(known);
});

test('a job goes on while the browser is offline, and is shown to its end when it is back', async () => {
  const gates = holdPages('island');
  const id = await world.order({ repo_url: world.repository('island'), ...SCRIPTED });
  const cable = await world.cable();
  const page = await (await world.visitor({}, cable.origin)).open(`/jobs/${id}`);
  await expect.poll(() => stateOf(page, 'Reports').innerText(), { timeout: 20_000 }).toBe('Being written');

  cable.cut();
  await page.context().setOffline(true);
  await page.getByText('You are offline. What you see').waitFor();
  await page.getByText('Reconnecting…').waitFor();
  Object.values(gates).forEach((gate) => gate.open());
  expect(await world.jobOver(id)).toBe('completed');
  cable.mend();
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'Read the wiki' }).waitFor();
  await page.getByText('You are offline. What you see').waitFor({ state: 'detached' });
  for (const title of PAGES) {
    await expect.poll(() => stateOf(page, title).innerText()).toBe('Written'); // a moment after the job, whose line comes first
  }
  await page.getByText('Event log').click();
  expect(await page.locator('.log-lines li > span').allInnerTexts()).toEqual(await history(page));
});

test('a job is paused, goes on, and is cancelled', async () => {
  const gates = holdPages('quay');
  const id = await world.order({ repo_url: world.repository('quay'), ...SCRIPTED });
  const page = await world.visit(`/jobs/${id}`);
  await expect.poll(() => stateOf(page, 'Reports').innerText(), { timeout: 20_000 }).toBe('Being written');
  const state = page.locator('.page-head .badge');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(() => state.innerText()).toBe('Paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => state.innerText()).toBe('Writing');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel the job' }).click();
  await expect.poll(() => state.innerText()).toBe('Cancelled');
  Object.values(gates).forEach((gate) => gate.open());
});

test('a page that failed is said to have, and is tried again alone', async () => {
  let refuses = true;
  world.provider.says((call) =>
    refuses && call.topic === 'Billing' && call.repository.endsWith('shoal')
      ? new Refused('content_filter')
      : undefined,
  );
  const page = await world.visit(`/jobs/${await world.order({ repo_url: world.repository('shoal'), ...SCRIPTED })}`);
  const state = page.locator('.page-head .badge');
  await expect.poll(() => state.innerText(), { timeout: 20_000 }).toBe('Partly complete');
  await expect.poll(() => stateOf(page, 'Billing').innerText()).toBe('Failed');
  await expectAccessible(page);

  refuses = false;
  const before = world.provider.callsOn('Orders').length;
  await page.getByRole('button', { name: 'Retry the page Billing' }).click();
  await expect.poll(() => state.innerText(), { timeout: 20_000 }).toBe('Complete');
  await expect.poll(() => stateOf(page, 'Billing').innerText(), { timeout: 10_000 }).toBe('Written');
  expect(world.provider.callsOn('Orders')).toHaveLength(before);
});
