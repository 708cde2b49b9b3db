import type { Page } from 'playwright-core';
import { ASKS_SCRIPTED, world } from './world';

/** Ask as a page of its own, on a repository that is there. */
export function askPath(name: string, more = ''): string {
  return `/ask?repo=${encodeURIComponent(world.repository(name))}&${ASKS_SCRIPTED}${more}`;
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question').fill(question);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('heading', { name: question }).waitFor();
}

/** The answer to the last question. */
export const answerOn = (page: Page) => page.locator('.exchange').last();

/** Waits until the last answer is whole: what can be done with it stands under it. Code within it has buttons of its own. */
export const answered = (page: Page) =>
  answerOn(page).locator('.exchange-foot').getByRole('button', { name: 'Copy' }).waitFor();
