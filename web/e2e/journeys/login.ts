import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/accessible';
import { world } from '../support/world';

test('a shared access code opens what was asked for, and stays with the browser', async () => {
  const web = world.run('web', {
    SERVER_BASE_URL: world.api,
    DEEPWIKI_FRONTEND_API_KEY: readFileSync(join(world.data, 'api-key'), 'utf8').trim(),
    DEEPWIKI_AUTH_CODE: 'open sesame',
    DEEPWIKI_WEB_PORT: '0',
  });
  try {
    const origin = `http://127.0.0.1:${await web.said(/event=web_ready port=(\d+)/)}`;
    const visitor = await world.visitor({}, origin);
    const page = await visitor.open('/settings');
    await page.getByRole('heading', { name: 'Access code' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Access code').fill('open barley');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText('This is not the access code.').waitFor();
    await page.getByLabel('Access code').fill('open sesame');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('heading', { name: 'Language models' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/settings');
    await page.reload();
    await page.getByRole('heading', { name: 'Language models' }).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: expect.stringMatching(/Strict|Lax/) as string });
    expect(await page.evaluate(() => document.cookie)).toBe('');

    // A session that ends while a dialog is open: the login can be used, and then all is as it was.
    await page.goto(`${origin}/wiki/${await world.wiki('harbour')}/orders`);
    await page.getByText('Whoever comes to the counter').waitFor();
    await page.keyboard.press('/');
    const words = page.getByRole('combobox', { name: 'Words in this wiki' });
    await words.waitFor();
    await page.context().clearCookies();
    await words.fill('quarterly');
    await page.getByLabel('Access code').fill('open sesame');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('option', { name: 'Reports' }).first().waitFor();
    expect(await words.inputValue()).toBe('quarterly');
  } finally {
    await web.end();
  }
});
