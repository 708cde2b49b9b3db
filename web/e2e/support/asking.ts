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
