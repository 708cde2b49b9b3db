import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HOSTILE } from '../../src/markdown/testing/hostile';
import { answered, answerOn, ask, askPath } from '../support/asking';
import { SCRIPTED, until, world } from '../support/world';

/** Payloads that could spoil each other, like definitions of one name, are not together. */
const GROUPS = 10;
const groups = Array.from({ length: GROUPS }, (_, group) => HOSTILE.filter((_, at) => at % GROUPS === group));
const textOf = (group: (typeof groups)[number]) =>
  group.map(({ name, markdown }) => `### About ${name}\n\n${markdown}\n`).join('\n');

/** Every payload stands there, its diagrams are drawn or shown as text, and what may be touched was touched. */
async function expectShown(text: Locator, group: (typeof groups)[number]): Promise<void> {
  // In an answer they stand a level lower; and what is far below is not laid out yet.
  const headings = async () => (await text.locator('h3, h4').allTextContents()).join('\n');
  await expect.poll(headings).toContain(`About ${group.at(-1)?.name}`);
  const all = await headings();
  group.forEach(({ name }) => expect(all).toContain(`About ${name}`));
  const waiting = text.locator('.code.diagram');
  await until(async () => {
    const next = waiting.first();
    return (await waiting.count()) === 0 || (await next.scrollIntoViewIfNeeded().catch(() => {}), false);
  });
  await expect.poll(() => text.locator('.diagram-wait').count(), { timeout: 20_000 }).toBe(0);
  expect(await text.evaluate(touchEverything)).toEqual([]);
}

/** Gives every element the events that a payload may wait for. The answer: links that lead to no page. */
function touchEverything(text: Element): string[] {
  // Where a link leads is looked at below: neither the browser nor the router, which listens at the window, follows it.
  const stay = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link !== null && /^https?:/.test(link.href)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  document.addEventListener('click', stay);
  const strange: string[] = [];
  for (const element of text.querySelectorAll('*:not(button, button *)')) {
    for (const type of ['mouseover', 'focus', 'load', 'error', 'toggle', 'begin', 'click']) {
      element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
    }
    const to = element.getAttribute('href') ?? element.getAttribute('xlink:href');
    if (to !== null && !['http:', 'https:', 'mailto:'].includes(new URL(to, location.href).protocol)) {
      strange.push(to);
    }
  }
  document.removeEventListener('click', stay);
  return strange;
}

test('no payload does anything in an answer', async () => {
  const page: Page = await world.visit(askPath('harbour'));
  for (const [at, group] of groups.entries()) {
    const question = `Payloads ${at + 1}, please`;
    world.provider.answers(question, textOf(group));
    await ask(page, question);
    await answered(page);
    await expectShown(answerOn(page).locator('.prose'), group);
  }
});

test('no payload does anything in a page of a wiki', async () => {
  const titles = groups.map((_, at) => `Payloads ${at + 1}`);
  const plan = titles.map((title) => `PAGE: ${title}\nABOUT: What it holds.\nFILES: README.md, src/orders.ts\n`);
  world.provider.says((call) => {
    if (!call.repository.endsWith('wreck')) {
      return undefined;
    }
    const group = groups[titles.indexOf(call.topic)];
    return call.task === 'plan'
      ? [`TITLE: The wreck\nDESCRIPTION: Beware.\nSECTION: All\n${plan.join('')}`]
      : group && [`# ${call.topic}\n\n${textOf(group)}`];
  });
  const order = { repo_url: world.repository('wreck'), ...SCRIPTED };
  expect(await world.jobOver(await world.order(order))).toBe('completed');
  const page = await world.visit(`/wiki/${await world.wiki('wreck')}`);
  for (const [at, group] of groups.entries()) {
    await page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: `Payloads ${at + 1}`, exact: true })
      .click();
    await page.waitForURL(`**/payloads-${at + 1}`);
    await page
      .getByRole('article')
      .getByRole('heading', { name: `Payloads ${at + 1}`, level: 1 })
      .waitFor();
    await expectShown(page.locator('article .prose'), group);
  }
});
