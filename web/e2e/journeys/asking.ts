import { expect, test } from 'vitest';
import { answered, answerOn, ask, askPath } from '../support/asking';
import { Gate } from '../support/provider';
import { until, world } from '../support/world';

test('an answer streams, is stopped, and is asked further with what was said', async () => {
  const [first, never] = [new Gate(), new Gate()];
  world.provider.answers('Who counts?', 'One, ', first.passed, 'two, ', never.passed, 'three.');
  const page = await world.visit(askPath('harbour'));
  await ask(page, 'Who counts?');
  const answer = answerOn(page);
  await answer.getByText('One,').waitFor();
  expect(await answer.getByText('two').count()).toBe(0);
  first.open();
  await answer.getByText('One, two,').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await answer.getByText('Stopped. What was written stays.').waitFor();
  await expect.poll(() => world.provider.callsOn('Who counts?')[0]?.state).toBe('left');
  expect(await answer.getByText('One, two,').count()).toBe(1);

  world.provider.answers('And then?', 'Then comes three [src/orders.ts:4-9].');
  await ask(page, 'And then?');
  await answerOn(page).getByText('Then comes three').waitFor();
  await answered(page);
  const call = await until(() => world.provider.callsOn('And then?')[0]);
  const said = call.messages.map(({ content }) => content).join('\n');
  expect(said).toContain('Who counts?');
  expect(said).toContain('One, two,');
});

test('a reload in the middle of an answer finds it again, and it is asked once', async () => {
  const [rest, end] = [new Gate(), new Gate()];
  world.provider.answers('What is long?', 'The way ', rest.passed, 'is long, ', end.passed, 'and ends.');
  const page = await world.visit(askPath('harbour'));
  await ask(page, 'What is long?');
  await answerOn(page).getByText('The way').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'What is long?' }).waitFor();
  await answerOn(page).getByText('The way').waitFor();
  rest.open();
  await answerOn(page).getByText('The way is long,').waitFor();
  end.open();
  await answerOn(page).getByText('The way is long, and ends.').waitFor();
  await answered(page);
  expect(world.provider.callsOn('What is long?')).toHaveLength(1);
});

test('beside a wiki the built-in model answers from the code, with sources that open', async () => {
  const page = await world.visit(`/wiki/${await world.wiki('harbour')}/orders`);
  await page.getByRole('article').waitFor();
  await page.keyboard.press('a');
  const panel = page.getByRole('complementary', { name: 'Ask' });
  await panel.getByLabel('Question').fill('Which function takes an order?');
  await panel.getByRole('button', { name: 'Ask', exact: true }).click();
  await answered(page);
  await panel.locator('.exchange-sources summary').click();
  await panel.locator('.exchange-sources .link-button').first().click();
  await page.locator('.panel .is-marked').first().waitFor();
});
