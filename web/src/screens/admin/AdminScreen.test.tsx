// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Job } from '../../api/types';
import { aJob } from '../../testing/samples';
import { expectAccessible, show } from '../../testing/screen';
import { FakeService } from '../../testing/service';
import AdminScreen from './AdminScreen';

afterEach(cleanup);

const OVERVIEW = {
  engine: { paused: false, paused_since: null },
  queue: {
    ready: 3,
    later: 1,
    running: 2,
    oldest_ready_at: '2026-01-05T12:00:00Z',
    open_jobs: 4,
    open_jobs_limit: 200,
  },
  running: [],
  instances: [
    { id: 'i1', name: 'node-a', started_at: '2026-01-05T12:00:00Z', last_beat_at: '2026-01-05T12:00:00Z', alive: true },
    {
      id: 'i2',
      name: 'node-b',
      started_at: '2026-01-05T12:00:00Z',
      last_beat_at: '2026-01-05T12:00:00Z',
      alive: false,
    },
  ],
  providers: [],
};
const JOBS = [
  aJob({ id: 'a', repo_url: 'https://github.com/o/running' }),
  aJob({ id: 'b', repo_url: 'https://github.com/o/done', status: 'completed' }),
  aJob({ id: 'c', repo_url: 'https://github.com/o/broken', status: 'failed' }),
  aJob({ id: 'd', repo_url: 'https://github.com/o/waiting', status: 'pending' }),
];

async function admin(at = '/admin', jobs: Job[] = JOBS, total = jobs.length) {
  const service = new FakeService({
    'GET /api/admin/overview': { json: OVERVIEW },
    'GET /api/wiki/jobs': { json: { jobs, total } },
    'DELETE /api/wiki/jobs/a': { json: { message: 'ok' } },
    'DELETE /api/wiki/jobs/d': { status: 409, json: { detail: 'The job is over.', code: 'wrong_state' } },
    'POST /api/wiki/jobs/c/retry': { json: { message: 'ok' } },
    'POST /api/admin/engine/pause': { json: { message: 'ok' } },
  });
  await show(service, AdminScreen, at);
  await screen.findByText('node-a');
  return service;
}

const listed = (service: FakeService) => service.asked.findLast(({ call }) => call === 'GET /api/wiki/jobs')?.url;
const tick = (name: string) => fireEvent.click(screen.getByRole('checkbox', { name }));

test('the queue, the instances and the jobs are seen', async () => {
  await admin();
  expect(screen.getByText('4 of 200')).toBeTruthy();
  expect(screen.getByText('silent')).toBeTruthy();
  expect((await screen.findByRole('link', { name: 'o/running' })).getAttribute('href')).toBe('/jobs/a');
  await expectAccessible();
});

test('filters are in the URL, and are asked of the service', async () => {
  const service = await admin('/admin?status=failed&repository=o%2Fr&page=2');
  expect(listed(service)).toBe('/api/wiki/jobs?status=failed&owner=o&repo=r&limit=100&offset=100');
  fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'paused' } });
  await waitFor(() => expect(listed(service)).toBe('/api/wiki/jobs?status=paused&owner=o&repo=r&limit=100&offset=0'));
  expect(location.search).toBe('?status=paused&repository=o%2Fr');
  fireEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
  await waitFor(() => expect(listed(service)).toBe('/api/wiki/jobs?limit=100&offset=0'));
  expect(location.search).toBe('');
});

test('what is typed is asked for once, when nobody types any more', async () => {
  const service = await admin();
  const before = service.calls('GET /api/wiki/jobs').length;
  for (const value of ['o', 'o/', 'o/r']) {
    fireEvent.input(screen.getByLabelText('Repository'), { target: { value } });
  }
  await waitFor(() => expect(location.search).toBe('?repository=o%2Fr'));
  await waitFor(() => expect(service.calls('GET /api/wiki/jobs')).toHaveLength(before + 1));
});

test('a bulk cancel is asked about, leaves out what is over, and tells what did not go', async () => {
  const service = await admin();
  await screen.findByText('o/running');
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select all on this page' }));
  expect(screen.getByText('4 selected')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  const dialog = await screen.findByRole('dialog', { name: 'Cancel 2 jobs?' });
  expect(dialog.textContent).toContain('2 of those selected are left out');
  expect(service.calls('DELETE /api/wiki/jobs/a')).toEqual([]);
  await expectAccessible();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel 2 jobs' }));
  await screen.findByText('Not done: 1 job.');
  expect(screen.getByText('o/waiting: The job is over.')).toBeTruthy();
  expect(screen.getByText('Done: 1 job.')).toBeTruthy();
  expect(service.calls('DELETE /api/wiki/jobs/a')).toHaveLength(1);
  expect(service.calls('DELETE /api/wiki/jobs/b')).toEqual([]);
  expect(screen.getByText('0 selected')).toBeTruthy();
});

test('a bulk retry goes to those that can be tried again', async () => {
  const service = await admin();
  await screen.findByText('o/running');
  tick('Select o/running');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Retry' }).disabled).toBe(true);
  tick('Select o/broken');
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  const dialog = await screen.findByRole('dialog', { name: 'Try 1 job again?' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Retry' }));
  await waitFor(() => expect(service.calls('POST /api/wiki/jobs/c/retry')).toHaveLength(1));
});

test('the engine is paused after a question', async () => {
  const service = await admin();
  fireEvent.click(screen.getByRole('button', { name: 'Pause the engine' }));
  const dialog = await screen.findByRole('dialog', { name: 'Pause the whole engine?' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Pause the engine' }));
  await waitFor(() => expect(service.calls('POST /api/admin/engine/pause')).toHaveLength(1));
});

test('nothing yet, and nothing that matches, are told apart', async () => {
  await admin('/admin', []);
  await screen.findByText('No jobs yet');
  cleanup();
  await admin('/admin?status=failed', []);
  await screen.findByText('No job matches');
  await expectAccessible();
});

test('more than a page has pages', async () => {
  const jobs = Array.from({ length: 100 }, (_, index) => aJob({ id: `j${index}` }));
  await admin('/admin?page=2', jobs, 500);
  await screen.findByText('101 to 200 of 500');
  expect(screen.getByRole('link', { name: 'Next' }).getAttribute('href')).toBe('/admin?page=3');
  expect(screen.getByRole('link', { name: 'Previous' }).getAttribute('href')).toBe('/admin');
});

test('who may not see it is told so', async () => {
  const service = new FakeService();
  const refused = { status: 403, json: { detail: 'Only operators may see this.', code: 'forbidden' } };
  service.on('GET /api/admin/overview', refused).on('GET /api/wiki/jobs', refused);
  await show(service, AdminScreen, '/admin');
  await screen.findByText('This is not allowed');
  expect(screen.getAllByText('Only operators may see this.')).toHaveLength(2);
});
