import type { Page } from 'playwright-core';
import { describe, test } from 'vitest';
import { expectAccessible } from '../support/accessible';
import { answered, ask, askPath } from '../support/asking';
import { Gate, Refused } from '../support/provider';
import { pageText, researched } from '../support/script';
import { PHONE } from '../support/visitor';
import { SCRIPTED, world } from '../support/world';

type Arrive = () => Promise<Page>;

const wiki = (more: string, there: string) => async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}${more}`);
  await page.locator(there).first().waitFor();
  return page;
};

const screen = (path: string, heading: string) => async () => {
  const page = await world.visit(path);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  return page;
};

const running = new Gate();

/** A job in the middle: one page is written, the others are held. */
async function jobUnderWay(): Promise<string> {
  world.provider.says((call) =>
    call.task === 'page' && call.repository.endsWith('yard') && call.topic !== 'Orders'
      ? [running.passed, pageText(call.topic)]
      : undefined,
  );
  return await world.order({ repo_url: world.repository('yard'), ...SCRIPTED });
}

const SCREENS: Readonly<Record<string, Arrive>> = {
  'a job that runs': async () => {
    const page = await world.visit(`/jobs/${await jobUnderWay()}`);
    await page.getByRole('button', { name: 'Read Orders' }).waitFor();
    await page.getByText('Event log').click();
    return page;
  },
  'a job that failed': async () => {
    world.provider.says((call) => (call.repository.endsWith('reef') ? new Refused('content_filter') : undefined));
    const page = await world.visit(`/jobs/${await world.order({ repo_url: world.repository('reef'), ...SCRIPTED })}`);
    await page.getByText('Why it failed').waitFor();
    await page.getByText('Event log').click();
    return page;
  },
  'the wikis, with a job that runs': screen('/', 'Running'),
  'the form of a new wiki, with mistakes': async () => {
    const page = await screen('/new', 'New wiki')();
    for (const summary of ['Which files', 'Limits', 'Not set up yet']) {
      await page.getByText(summary).click();
    }
    await page.getByRole('button', { name: 'Make the wiki' }).click();
    await page.getByText('Give a repository first.').waitFor();
    return page;
  },
  'a page read while the job runs': async () => {
    const page = await world.visit(`/jobs/${await jobUnderWay()}`);
    await page.getByRole('button', { name: 'Read Orders' }).click();
    await page.getByRole('dialog', { name: 'Orders' }).locator('.canvas-sheet svg').waitFor();
    return page;
  },
  'the question before something that cannot be taken back': async () => {
    const page = await world.visit(`/jobs/${await jobUnderWay()}`);
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel the job' }).waitFor();
    return page;
  },
  'the jobs': async () => {
    const page = await screen('/admin', 'Jobs')();
    await page.getByRole('checkbox').first().check();
    return page;
  },
  'the settings': screen('/settings', 'The service'),
  'a page of a wiki': wiki('/orders', '.canvas-sheet svg'),
  'a source beside a wiki': wiki('/orders?source=src%2Forders.ts%3A4-9', '.panel [class^="hljs-"]'),
  'a source that is not there': wiki('/orders?source=src%2Fgone.ts%3A1-9', '.panel .empty'),
  'the search of a wiki': wiki('?find=quarterly', '.finder-list li'),
  'a page that a wiki has not': wiki('/nothing', '.empty'),
  'Ask beside a wiki': wiki('/orders?ask=1', '.panel .talk-empty'),
  'Ask, without a repository': screen('/ask', 'Or one that has a wiki'),
  'an answer': async () => {
    world.provider.answers('What is there to see?', pageText('Orders'));
    const page = await world.visit(askPath('harbour'));
    await ask(page, 'What is there to see?');
    await answered(page);
    await page.locator('.canvas-sheet svg').waitFor();
    return page;
  },
  'a research': async () => {
    world.provider.says((call) => (call.topic === 'What is there to find?' ? [researched(call)] : undefined));
    const page = await world.visit(askPath('harbour', '&research=1'));
    await ask(page, 'What is there to find?');
    await page.getByRole('link', { name: 'Download the report' }).waitFor();
    return page;
  },
  'a diagram, large': async () => {
    const page = await wiki('/orders', '.canvas-sheet svg')();
    await page.locator('.canvas').first().hover();
    await page.getByRole('button', { name: 'Full screen' }).click();
    await page.getByRole('dialog', { name: 'Diagram' }).locator('svg').first().waitFor();
    return page;
  },
  'the keyboard shortcuts': async () => {
    const page = await screen('/', 'Finished wikis')();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    return page;
  },
  'an address without a page': screen('/nowhere', 'There is no such page'),
  'a job that is not there': screen('/jobs/01900000-0000-7000-8000-000000000000', 'There is nothing here'),
  'being offline': async () => {
    const page = await (await world.visitor()).open('/');
    await page.getByRole('heading', { name: 'Finished wikis' }).waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline. What you see').waitFor();
    return page;
  },
};

describe('axe finds nothing on', () => {
  test.each(Object.entries(SCREENS))('%s', async (_name, arrive) => {
    await expectAccessible(await arrive());
  });

  test('the menu of a phone', async () => {
    running.open();
    const page = await (await world.visitor(PHONE)).open('/');
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Jobs' }).waitFor();
    await expectAccessible(page);
  });
});
