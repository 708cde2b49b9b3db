// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { anOrder, aWiki, theModels } from '../../testing/samples';
import { expectAccessible, show } from '../../testing/screen';
import { FakeService } from '../../testing/service';
import NewWikiScreen from './NewWikiScreen';

afterEach(cleanup);

async function form(
  at = '/new',
  models = theModels('openai'),
  more: ConstructorParameters<typeof FakeService>[0] = {},
) {
  const service = new FakeService({
    'GET /api/wikis': { json: [aWiki({ repo: 'https://github.com/there/already' })] },
    'GET /api/models/config': { json: models },
    'GET /api/lang/config': {
      json: { supported_languages: { en: 'English', kr: 'Korean', vi: 'Vietnamese' }, default: 'en' },
    },
    'POST /api/wiki/jobs': { json: { job_id: 'j7', message: '', existing: false } },
    ...more,
  });
  await show(service, NewWikiScreen, at);
  await screen.findByRole('combobox', { name: 'Provider' });
  return service;
}

const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const start = () => fireEvent.click(screen.getByRole('button', { name: 'Make the wiki' }));
const sent = (service: FakeService) => service.bodyOf('POST /api/wiki/jobs');

test('the address alone is enough: the defaults are good', async () => {
  const service = await form('/new?repo=o%2Fr');
  await expectAccessible();
  start();
  await waitFor(() => expect(location.pathname).toBe('/jobs/j7'));
  expect(sent(service)).toEqual({ repo_url: 'https://github.com/o/r', language: 'en', is_comprehensive: true });
});

test('everything that can be said is said', async () => {
  const service = await form();
  type('Address', 'https://gitlab.com/a/b/-/tree/dev');
  fireEvent.click(screen.getByLabelText('The repository is private'));
  type('Access token', ' geheim ');
  fireEvent.click(screen.getByLabelText(/^Concise/));
  choose('Language of the wiki', 'kr');
  type('Pages, about', '7');
  type('Without these files', '*.min.js\n**/gen/**, *.lock');
  type('Only these folders', 'src');
  choose('Model', ' other');
  type('Name of the model', 'my-model');
  type('Most tokens', '100000');
  type('Most cost, in US dollars', '2.5');
  start();
  await waitFor(() => expect(sent(service)).toBeTruthy());
  expect(sent(service)).toEqual({
    repo_url: 'https://gitlab.com/a/b',
    branch: 'dev',
    access_token: 'geheim',
    language: 'kr',
    is_comprehensive: false,
    pages: 7,
    included_dirs: ['src'],
    excluded_files: ['*.min.js', '**/gen/**', '*.lock'],
    provider: 'openai',
    model: 'my-model',
    max_tokens: 100000,
    max_cost: 2.5,
  });
});

test('a token is stored nowhere in the browser, and goes when the repository is not private', async () => {
  const service = await form('/new?repo=o%2Fr');
  fireEvent.click(screen.getByLabelText('The repository is private'));
  type('Access token', 'geheim');
  expect(JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href + document.cookie).not.toContain(
    'geheim',
  );
  fireEvent.click(screen.getByLabelText('The repository is private'));
  start();
  await waitFor(() => expect(sent(service)).toBeTruthy());
  expect(sent(service)).not.toHaveProperty('access_token');
});

test('what is wrong is told at its field, and the first of them has the focus', async () => {
  const service = await form();
  type('Pages, about', '41');
  type('Most cost, in US dollars', 'much');
  start();
  await screen.findByText('Give a repository first.');
  expect(screen.getByText('Give a whole number from 1 to 40.')).toBeTruthy();
  expect(screen.getByText('Give a number above 0.')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Address')));
  const address = screen.getByLabelText('Address');
  expect(document.getElementById(address.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent).toBe(
    'Give a repository first.',
  );
  await expectAccessible();
  expect(sent(service)).toBeUndefined();
});

test('what the service finds wrong is told at its field too', async () => {
  const errors = [{ field: 'excluded_files[0]', message: 'This is not a pattern.' }];
  const service = await form('/new?repo=o%2Fr', theModels('openai'), {
    'POST /api/wiki/jobs': { status: 422, json: { detail: 'This is not a pattern.', code: 'invalid_request', errors } },
  });
  start();
  await screen.findByText('This is not a pattern.');
  const field = screen.getByLabelText('Without these files');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.closest('details')?.open).toBe(true);
  expect(service.calls('POST /api/wiki/jobs')).toHaveLength(1);
});

test('half a sentence of the service is told as a whole one', async () => {
  const errors = [{ field: 'branch', message: 'must be the name of a branch' }];
  await form('/new?repo=o%2Fr', theModels('openai'), {
    'POST /api/wiki/jobs': { status: 422, json: { detail: 'branch', code: 'invalid_request', errors } },
  });
  start();
  await screen.findByText('Must be the name of a branch.');
});

test('a repository that is not found is told at the address', async () => {
  const detail = 'The repository was not found, or is not readable without a token.';
  await form('/new?repo=o%2Fr', theModels('openai'), {
    'POST /api/wiki/jobs': { status: 404, json: { detail, code: 'repository_not_found' } },
  });
  start();
  await screen.findByText(detail);
  expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true');
});

test('what is not set up cannot be chosen, and how to set it up is said', async () => {
  await form();
  const option = screen.getByRole<HTMLOptionElement>('option', { name: 'Gemini (not set up)', hidden: true });
  expect(option.disabled).toBe(true);
  expect(screen.getByText('Set GOOGLE_API_KEY where the service runs, and start it again.')).toBeTruthy();
  expect(screen.queryByText(/Only the built-in model/)).toBeNull();
});

test('with the built-in model alone it says so, and what to set', async () => {
  await form('/new', theModels());
  expect(screen.getByText('Only the built-in model is set up.').closest('.callout')?.textContent).toContain(
    'OPENAI_API_KEY',
  );
});

test('a duplicate offers to open, to refresh, or to write anew', async () => {
  const service = await form('/new?repo=there%2Falready');
  start();
  await screen.findByRole('dialog', { name: 'This wiki is there already' });
  expect(sent(service)).toBeUndefined();
  fireEvent.click(await screen.findByRole('button', { name: 'Write it anew' }));
  await waitFor(() => expect(sent(service)).toMatchObject({ force: true }));
});

test('written anew, a wiki is as the form has it; refreshed, what the form leaves open stays as it was', async () => {
  const order = anOrder({ repo_url: 'https://github.com/there/already', pages: 7, excluded_dirs: ['docs'] });
  const wikis = { 'GET /api/wikis': { json: [aWiki({ repo: order.repo_url, order })] } };
  let service = await form('/new?repo=there%2Falready', theModels('openai'), wikis);
  type('Only these folders', 'src');
  start();
  fireEvent.click(await screen.findByRole('button', { name: 'Write it anew' }));
  const said = { repo_url: order.repo_url, language: 'en', is_comprehensive: true, included_dirs: ['src'] };
  await waitFor(() => expect(sent(service)).toEqual({ ...said, force: true }));
  cleanup();
  service = await form('/new?repo=there%2Falready', theModels('openai'), wikis);
  type('Only these folders', 'src');
  start();
  fireEvent.click(await screen.findByRole('button', { name: 'Refresh it' }));
  await waitFor(() => expect(sent(service)).toEqual({ ...order, included_dirs: ['src'], refresh: true }));
});
