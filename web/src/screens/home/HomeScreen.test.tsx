// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { aJob, anOrder, aWiki, theModels } from '../../testing/samples';
import { expectAccessible, show } from '../../testing/screen';
import { FakeService } from '../../testing/service';
import HomeScreen from './HomeScreen';

afterEach(cleanup);

function home(more: ConstructorParameters<typeof FakeService>[0] = {}): FakeService {
  return new FakeService({
    'GET /api/wikis': { json: [] },
    'GET /api/models/config': { json: theModels() },
    'GET /api/wiki/jobs': { json: { jobs: [], total: 0 } },
    ...more,
  });
}

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Repository' });
const type = (text: string) => fireEvent.input(box(), { target: { value: text } });
const start = () => fireEvent.click(screen.getByRole('button', { name: 'Make the wiki' }));

test('an empty start says what to do first, and that no key is needed', async () => {
  await show(home(), HomeScreen, '/');
  await screen.findByText('No wiki yet');
  await screen.findByText('It works right away, without any key');
  expect(screen.getByRole('link', { name: 'How to add a model' }).getAttribute('href')).toBe('/settings#providers');
  await expectAccessible();
});

test('with a model that is set up nothing is said about keys', async () => {
  await show(home({ 'GET /api/models/config': { json: theModels('openai') } }), HomeScreen, '/');
  await screen.findByText('No wiki yet');
  expect(screen.queryByText('It works right away, without any key')).toBeNull();
});

test('the box says what it saw, and starts', async () => {
  const service = home({ 'POST /api/wiki/jobs': { json: { job_id: 'j7', message: '', existing: false } } });
  await show(service, HomeScreen, '/');
  type('o/r');
  await screen.findByText('Repository o/r on github.com.');
  type('/srv/git/app');
  await screen.findByText('Folder /srv/git/app on the server.');
  type('https://github.com/o/r/tree/next/src');
  await screen.findByText('Repository o/r on github.com, branch next.');
  start();
  await waitFor(() => expect(location.pathname).toBe('/jobs/j7'));
  expect(service.bodyOf('POST /api/wiki/jobs')).toEqual({
    repo_url: 'https://github.com/o/r',
    branch: 'next',
    language: 'en',
  });
});

test('what is no address is told at the field, and nothing is sent', async () => {
  const service = home();
  await show(service, HomeScreen, '/');
  start();
  await screen.findByText('Give a repository first.');
  type('hello');
  expect(box().getAttribute('aria-invalid')).toBeNull();
  start();
  await screen.findByText('Give an https URL, owner/repo, or an absolute path.');
  expect(box().getAttribute('aria-invalid')).toBe('true');
  expect(service.calls('POST /api/wiki/jobs')).toEqual([]);
});

test('a secret in the address goes into no link', async () => {
  await show(home(), HomeScreen, '/');
  type('https://me:secret@github.com/o/r');
  await screen.findByText(/Leave user name and password out/);
  expect(screen.getByRole('link', { name: 'More options' }).getAttribute('href')).toBe('/new');
});

test('a wiki that is there is offered to be opened, refreshed or written anew', async () => {
  const service = home({
    'GET /api/wikis': { json: [aWiki({ stale: true })] },
    'POST /api/wiki/jobs': { json: { job_id: 'j8', message: '', existing: false } },
  });
  await show(service, HomeScreen, '/');
  await screen.findByText('All about r');
  type('o/r');
  start();
  await screen.findByRole('dialog', { name: 'This wiki is there already' });
  expect(service.calls('POST /api/wiki/jobs')).toEqual([]);
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: 'Refresh it' }));
  await waitFor(() => expect(location.pathname).toBe('/jobs/j8'));
  expect(service.bodyOf('POST /api/wiki/jobs')).toMatchObject({ repo_url: 'https://github.com/o/r', refresh: true });
});

test('what a wiki was made with stays so when it is refreshed or written anew', async () => {
  for (const [button, how] of [
    ['Refresh it', 'refresh'],
    ['Write it anew', 'force'],
  ] as const) {
    const service = home({
      'GET /api/wikis': { json: [aWiki({ order: anOrder({ pages: 7, excluded_dirs: ['docs'] }) })] },
      'POST /api/wiki/jobs': { json: { job_id: 'j8', message: '', existing: false } },
    });
    await show(service, HomeScreen, '/');
    await screen.findByText('All about r');
    type('o/r');
    start();
    fireEvent.click(await screen.findByRole('button', { name: button }));
    await waitFor(() => expect(location.pathname).toBe('/jobs/j8'));
    expect(service.bodyOf('POST /api/wiki/jobs')).toEqual({
      ...anOrder({ pages: 7, excluded_dirs: ['docs'] }),
      [how]: true,
    });
    cleanup();
  }
});

test('a card says how old the commit is, or the wiki where that is not known', async () => {
  const now = Date.now();
  const ago = (days: number) => new Date(now - days * 86_400_000 - 60_000).toISOString();
  const wikis = [
    aWiki({ id: 'a', title: 'Known', generated_at: ago(3), committed_at: ago(9) }),
    aWiki({ id: 'b', title: 'Unknown', generated_at: ago(3) }),
  ];
  await show(home({ 'GET /api/wikis': { json: wikis } }), HomeScreen, '/');
  const known = (await screen.findByRole('link', { name: /^Known/ })).textContent;
  expect(known).toContain('Commit abcdef1, 9 days ago');
  expect(known).not.toContain('3 days ago');
  expect(screen.getByRole('link', { name: /Unknown/ }).textContent).toContain('3 days ago at abcdef1');
});

test('a job that is there is offered, too', async () => {
  const service = home({
    'POST /api/wiki/jobs': { json: { job_id: 'j9', message: 'This wiki is being made already.', existing: true } },
  });
  await show(service, HomeScreen, '/');
  type('o/r');
  start();
  await screen.findByText('This wiki is being made already.');
  fireEvent.click(await screen.findByRole('button', { name: 'Open the job' }));
  await waitFor(() => expect(location.pathname).toBe('/jobs/j9'));
});

test('what the service refuses is told with what to do', async () => {
  const detail = 'As many jobs wait as may wait.';
  const service = home({ 'POST /api/wiki/jobs': { status: 429, json: { detail, code: 'too_many_requests' } } });
  await show(service, HomeScreen, '/');
  type('o/r');
  start();
  expect((await screen.findByRole('alert')).textContent).toContain(`${detail} Wait a moment and try again.`);
});

test('running jobs are on top, those that are over are not', async () => {
  const jobs = [
    aJob({ id: 'a' }),
    aJob({ id: 'b', status: 'completed', repo_url: 'https://github.com/o/done' }),
    aJob({ id: 'c', status: 'pending', total_pages: 0, progress_percent: 0, repo_url: '/srv/next' }),
  ];
  await show(home({ 'GET /api/wiki/jobs': { json: { jobs, total: 3 } } }), HomeScreen, '/');
  await screen.findByRole('heading', { name: 'Running' });
  expect(screen.getByRole('link', { name: /o\/r/ }).textContent).toContain('3 of 10 pages');
  expect(screen.getByRole('link', { name: /next/ }).textContent).toContain('0 %');
  expect(screen.queryByText('o/done')).toBeNull();
  await expectAccessible();
});

test('that the service is away is told above what runs, until it is back', async () => {
  const service = home({ 'GET /api/wiki/jobs': { json: { jobs: [aJob()], total: 1 } } });
  await show(service, HomeScreen, '/');
  await screen.findByRole('heading', { name: 'Running' });
  service.on('GET /api/wiki/jobs', { unreachable: true });
  await service.visibility.set(false);
  expect((await screen.findByRole('alert')).textContent).toContain('The service cannot be reached');
  expect(screen.getByRole('link', { name: /o\/r/ }).textContent).toContain('3 of 10 pages');
  await expectAccessible();
  service.on('GET /api/wiki/jobs', { json: { jobs: [aJob()], total: 1 } });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('search and sort are in the URL', async () => {
  const wikis = [
    aWiki({ id: 'a', title: 'Beta', generated_at: '2026-01-03T00:00:00Z' }),
    aWiki({ id: 'b', title: 'Alpha', generated_at: '2026-01-02T00:00:00Z', repo: 'https://gitlab.com/x/zeta' }),
    aWiki({ id: 'c', title: 'Gamma', generated_at: '2026-01-01T00:00:00Z', stale: true }),
  ];
  await show(home({ 'GET /api/wikis': { json: wikis } }), HomeScreen, '/?sort=title');
  const titles = () => screen.queryAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
  await waitFor(() => expect(titles()).toEqual(['Alpha', 'Beta', 'Gamma']));
  fireEvent.change(screen.getByRole('combobox', { name: 'Sort' }), { target: { value: 'behind' } });
  await waitFor(() => expect(titles()).toEqual(['Gamma', 'Beta', 'Alpha']));
  expect(location.search).toBe('?sort=behind');
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'zeta english' } });
  await waitFor(() => expect(titles()).toEqual(['Alpha']));
  expect(location.search).toBe('?sort=behind&q=zeta+english');
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nothing' } });
  await screen.findByText('No wiki matches “nothing”');
  fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
  await waitFor(() => expect(titles()).toHaveLength(3));
});

test('a service that is away is told, and asked again', async () => {
  const service = home({ 'GET /api/wikis': { unreachable: true } });
  await show(service, HomeScreen, '/');
  await screen.findByText('The service cannot be reached');
  await expectAccessible();
  service.on('GET /api/wikis', { json: [aWiki()] });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('All about r');
});
