import { expect, test } from 'vitest';
import { ask, askPath } from '../support/asking';
import { Gate } from '../support/provider';
import { headingOf, researched } from '../support/script';
import { world } from '../support/world';

test('a research is followed live from its plan to its report', async () => {
  const update = new Gate();
  world.provider.says((call) => {
    if (call.topic !== 'How is an order taken?') {
      return undefined;
    }
    return headingOf(call).includes('Update 1') ? [update.passed, researched(call)] : [researched(call)];
  });
  const page = await world.visit(askPath('harbour'));
  await page.getByLabel('Deep Research').check();
  await ask(page, 'How is an order taken?');
  const stages = page.locator('.stage');
  await stages.first().getByText('An order is taken by').waitFor();
  await page.locator('.stage.is-live').filter({ hasText: 'Update 1' }).waitFor();
  await page.reload();
  await page.locator('.stage.is-live').filter({ hasText: 'Update 1' }).waitFor();
  update.open();
  const report = page.getByRole('link', { name: 'Download the report' });
  await report.waitFor();
  const names = await stages.locator('summary').allInnerTexts();
  expect(names.map((name) => name.trim())).toEqual(['Plan', 'Update 1', 'Update 2', 'Update 3', 'Conclusion']);

  await stages.first().locator('summary').click();
  await stages.first().getByText('An order is taken by').waitFor({ state: 'hidden' });
  const saved = page.waitForEvent('download');
  await report.click();
  expect((await saved).suggestedFilename()).toMatch(/\.md$/);
});

test('a research is stopped, and what was found stays', async () => {
  const never = new Gate();
  world.provider.says((call) => {
    if (call.topic !== 'Who may take an order?') {
      return undefined;
    }
    return headingOf(call).includes('Update 1') ? ['Nobody', never.passed] : [researched(call)];
  });
  const page = await world.visit(askPath('harbour', '&research=1'));
  await ask(page, 'Who may take an order?');
  await page.locator('.stage.is-live').filter({ hasText: 'Update 1' }).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped. What was written stays.').waitFor();
  expect(await page.locator('.stage').first().innerText()).toContain('An order is taken by');
  await expect.poll(() => world.provider.callsOn('Who may take an order?').at(-1)?.state).toBe('left');
});
