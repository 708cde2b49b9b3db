// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { App } from './App';
import { useLanguage } from './i18n';
import { EnvironmentContext } from './state/environment';
import { chosenLanguage, singleKeys } from './state/preferences';
import { loggedIn, session } from './state/session';
import { aWiki, theModels } from './testing/samples';
import { expectAccessible } from './testing/screen';
import { FakeService } from './testing/service';

beforeEach(async () => {
  await useLanguage('en');
  session.value = 'open';
});
afterEach(() => {
  cleanup();
  singleKeys.value = 'on';
  chosenLanguage.value = '';
});

function open(at: string, more: ConstructorParameters<typeof FakeService>[0] = {}) {
  const service = new FakeService({
    'GET /api/auth/status': { json: { auth_required: false, login_required: false } },
    'GET /api/wikis': { json: [aWiki()] },
    'GET /api/models/config': { json: theModels() },
    'GET /api/wiki/jobs': { json: { jobs: [], total: 0 } },
    'GET /api/lang/config': { json: { supported_languages: { en: 'English' }, default: 'en' } },
    ...more,
  });
  history.replaceState(null, '', at);
  render(
    <EnvironmentContext.Provider value={service.environment}>
      <App />
    </EnvironmentContext.Provider>,
  );
  return service;
}

const press = (key: string, target: Element = document.body) => fireEvent.keyDown(target, { key });

test('an address that leads nowhere says so, and leads home', async () => {
  open('/nowhere');
  await screen.findByRole('heading', { name: 'There is no such page' }, { timeout: 5_000 });
  fireEvent.click(screen.getByRole('link', { name: 'Go to the wikis' }));
  await screen.findByText('All about r', {}, { timeout: 5_000 });
  expect(location.pathname).toBe('/');
});

test.each(['/jobs/%FF', '/wiki/%FF', '/wiki/w1/%C3'])(
  'an address that cannot be read, %s, leads nowhere too',
  async (at) => {
    open(at);
    await screen.findByRole('heading', { name: 'There is no such page' }, { timeout: 5_000 });
    fireEvent.click(screen.getByRole('link', { name: 'Go to the wikis' }));
    await screen.findByText('All about r', {}, { timeout: 5_000 });
  },
);

test('everything is reached by keys, and ? lists them', async () => {
  open('/nowhere');
  await screen.findByRole('heading', { name: 'There is no such page' });
  press('?');
  const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(dialog.textContent).toContain('Go to the jobs');
  await expectAccessible();
  press('n');
  expect(location.pathname).toBe('/nowhere'); // not while a dialog is open
  fireEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  press('g');
  press('h');
  await screen.findByText('All about r');
  expect(location.pathname).toBe('/');
});

test('what is typed into a field is no shortcut, and single keys can be turned off', async () => {
  open('/');
  const box = await screen.findByRole('textbox', { name: 'Repository' });
  press('n', box);
  expect(location.pathname).toBe('/');
  singleKeys.value = 'off';
  press('n');
  expect(location.pathname).toBe('/');
  singleKeys.value = 'on';
  press('n');
  await waitFor(() => expect(location.pathname).toBe('/new'));
});

test('without the access code it is asked for, and then what was wanted is shown', async () => {
  const refused = { status: 401, json: { detail: 'Log in.', code: 'login_required' } };
  const service = open('/', {
    'GET /api/auth/status': { json: { auth_required: true, login_required: true } },
    'GET /api/wikis': refused,
    'GET /api/wiki/jobs': refused,
    'GET /api/models/config': refused,
    'POST /api/auth/validate': { json: { success: false } },
  });
  const code = await screen.findByLabelText('Access code', {}, { timeout: 5_000 });
  await expectAccessible();
  fireEvent.input(code, { target: { value: 'wrong' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }));
  await screen.findByText(/This is not the access code/);
  expect(service.bodyOf('POST /api/auth/validate')).toEqual({ code: 'wrong' });
  service
    .on('POST /api/auth/validate', { json: { success: true } })
    .on('GET /api/auth/status', { json: { auth_required: true, login_required: false } })
    .on('GET /api/wikis', { json: [aWiki()] })
    .on('GET /api/wiki/jobs', { json: { jobs: [], total: 0 } })
    .on('GET /api/models/config', { json: theModels() });
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }));
  await screen.findByText('All about r');
});

test('what was typed is there again after the access code had to be entered anew', async () => {
  const needed = { auth_required: true, login_required: true };
  const service = open('/new', {
    'POST /api/wiki/jobs': { status: 401, json: { detail: 'Log in.', code: 'login_required' } },
    'POST /api/auth/validate': { json: { success: true } },
  });
  const address = () => screen.getByLabelText<HTMLInputElement>('Address');
  await screen.findByRole('combobox', { name: 'Provider' }, { timeout: 5_000 });
  fireEvent.input(address(), { target: { value: 'acme/rocket' } });
  service.on('GET /api/auth/status', { json: needed });
  fireEvent.click(screen.getByRole('button', { name: 'Make the wiki' }));
  fireEvent.input(await screen.findByLabelText('Access code'), { target: { value: 'right' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }));
  await waitFor(() => expect(screen.queryByLabelText('Access code')).toBeNull());
  expect(address().value).toBe('acme/rocket');
  await waitFor(() => expect(screen.queryByText('Log in.')).toBeNull());
  await waitFor(() => expect(document.title).toBe('New wiki · DeepWiki'));
});

test('the access code that was entered in another tab counts in this one, when somebody comes back to it', async () => {
  const service = open('/', {
    'GET /api/auth/status': { json: { auth_required: true, login_required: true } },
    'GET /api/wikis': { status: 401, json: { detail: 'Log in.', code: 'login_required' } },
  });
  await screen.findByLabelText('Access code', {}, { timeout: 5_000 });
  service
    .on('GET /api/auth/status', { json: { auth_required: true, login_required: false } })
    .on('GET /api/wikis', { json: [aWiki()] });
  await service.visibility.set(true);
  await service.visibility.set(false);
  await screen.findByText('All about r');
  expect(screen.queryByLabelText('Access code')).toBeNull();
});

test('what waits behind the login asks for nothing and listens for no key', async () => {
  const service = open('/');
  await screen.findByText('All about r');
  service.on('GET /api/auth/status', { json: { auth_required: true, login_required: true } });
  session.value = 'needed';
  await screen.findByLabelText('Access code', {}, { timeout: 5_000 });
  const before = service.calls('GET /api/wikis').length;
  await service.visibility.set(true);
  await service.visibility.set(false);
  expect(service.calls('GET /api/wikis')).toHaveLength(before);
  press('?');
  const keys = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(keys.textContent).not.toContain('Search the wikis');
});

test('an answer from before the login does not lock again', async () => {
  open('/', {
    'GET /api/auth/status': () => {
      loggedIn();
      return { json: { auth_required: true, login_required: true } };
    },
  });
  await screen.findByText('All about r');
  expect(screen.queryByLabelText('Access code')).toBeNull();
});

test('a code that was tried too often says when to come back', async () => {
  open('/', {
    'GET /api/auth/status': { json: { auth_required: true, login_required: true } },
    'POST /api/auth/validate': { status: 429, json: { detail: 'Too many attempts.', code: 'too_many_requests' } },
  });
  fireEvent.input(await screen.findByLabelText('Access code'), { target: { value: 'guess' } });
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }));
  await screen.findByText('Too many attempts.');
});

test('the language changes everywhere, and is kept', async () => {
  open('/');
  await screen.findByText('All about r');
  fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'vi' } });
  await screen.findByRole('heading', { name: 'Biến một kho mã thành wiki' });
  expect(document.documentElement.lang).toBe('vi');
  expect(localStorage.getItem('deepwiki.language')).toBe('vi');
});

test('offline is said, and that it goes on by itself', async () => {
  open('/');
  await screen.findByText('All about r');
  window.dispatchEvent(new Event('offline'));
  await screen.findByText(/You are offline/);
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(screen.queryByText(/You are offline/)).toBeNull());
});

test('the keyboard skips what is the same on every page', async () => {
  open('/');
  fireEvent.click(screen.getByRole('link', { name: 'Skip to the content' }));
  expect(document.activeElement).toBe(screen.getByRole('main'));
});
