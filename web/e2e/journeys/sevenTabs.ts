import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { Gate } from '../support/provider';
import { pageText } from '../support/script';
import { SCRIPTED, world } from '../support/world';

const LANGUAGES = ['en', 'ja', 'zh', 'es', 'vi', 'fr', 'ru'];

/** As a browser tells a tab that another one is shown, or that it is shown itself. */
async function show(page: Page, shown: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    shown ? 'visible' : 'hidden',
  );
}

test('seven tabs follow seven jobs, over the six connections of a browser', async () => {
  const gate = new Gate();
  world.provider.says((call) =>
    call.task === 'page' && call.repository.endsWith('tabs') ? [gate.passed, pageText(call.topic)] : undefined,
  );
  const repo_url = world.repository('tabs');
  const jobs = await Promise.all(LANGUAGES.map((language) => world.order({ repo_url, language, ...SCRIPTED })));
  const visitor = await world.visitor();
  const tabs: Page[] = [];
  for (const job of jobs) {
    await Promise.all(tabs.slice(-1).map((before) => show(before, false)));
    const tab = await visitor.open(`/jobs/${job}`);
    tabs.push(tab);
    await tab.getByText('Being written').first().waitFor();
    await tab.getByText('Live', { exact: true }).waitFor();
  }
  gate.open();
  for (const [at, tab] of tabs.entries()) {
    await Promise.all(tabs.filter((other) => other !== tab).map((other) => show(other, false)));
    await show(tab, true);
    await tab.getByText('Complete', { exact: true }).waitFor();
    // The pages are looked at once more after the last line of the log.
    const written = tab.getByText('Written', { exact: true });
    await expect.poll(() => written.count(), { timeout: 10_000, message: LANGUAGES[at] ?? '' }).toBe(3);
  }
});
