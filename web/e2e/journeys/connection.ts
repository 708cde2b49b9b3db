import { expect, test } from 'vitest';
import { answered, answerOn, ask, askPath } from '../support/asking';
import { Gate } from '../support/provider';
import { world } from '../support/world';

test('an answer that is written while the browser is offline is there when it is back', async () => {
  const rest = new Gate();
  world.provider.answers('Who is away?', 'Nobody ', rest.passed, 'is away for long.');
  const cable = await world.cable();
  const page = await (await world.visitor({}, cable.origin)).open(askPath('harbour'));
  await ask(page, 'Who is away?');
  await answerOn(page).getByText('Nobody').waitFor();
  cable.cut();
  await page.context().setOffline(true);
  await page.getByText('You are offline. What you see').waitFor();
  await answerOn(page).getByText('The connection is lost.').waitFor();
  rest.open();
  await expect.poll(() => world.provider.callsOn('Who is away?')[0]?.state).toBe('complete');
  cable.mend();
  await page.context().setOffline(false);
  await answerOn(page).getByText('Nobody is away for long.').waitFor();
  await answered(page);
  expect(world.provider.callsOn('Who is away?')).toHaveLength(1);
});

test('a page that is opened while the service is away says so, and shows what it wanted to once it is back', async () => {
  const page = await world.visit('/settings');
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  await world.kill();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ask' }).click();
  await page
    .getByText(/cannot be reached|could not be loaded/)
    .first()
    .waitFor();
  await world.start();
  await page
    .getByRole('button', { name: /Try again|Reload the page/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Or one that has a wiki' }).waitFor();
});
