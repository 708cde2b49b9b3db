// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { Job, JobPage, JobProgress } from '../../api/types';
import { progress, told } from '../../stream/testing/jobs';
import { aJob, aPage, aWiki } from '../../testing/samples';
import { expectAccessible, show } from '../../testing/screen';
import { FakeService } from '../../testing/service';
import JobScreen from './JobScreen';

afterEach(cleanup);

const PAGES = [
  aPage(1, { status: 'completed', content: '# Page 1\n\nText.', tokens_used: 4200, generation_time_ms: 14_000 }),
  aPage(2, { status: 'in_progress' }),
  aPage(3),
];

async function watching(job: Partial<Job> = {}, pages: JobPage[] = PAGES) {
  const service = new FakeService({
    'GET /api/wiki/jobs/j1': { json: { job: aJob(job), pages, wiki_structure: null } },
    'GET /api/wiki/jobs/j1/progress': { stream: true },
    'GET /api/wikis': { json: [aWiki()] },
  });
  await show(service, JobScreen, '/jobs/j1', '/jobs/:id');
  await screen.findByRole('heading', { level: 1, name: 'o/r' });
  return service;
}

const at = (seq: number, more: Partial<JobProgress> = {}): JobProgress => ({
  ...progress(seq),
  at: `2026-01-05T13:00:${String(seq).padStart(2, '0')}Z`,
  ...more,
});
const push = (service: FakeService, ...lines: JobProgress[]) => act(() => service.bodies.at(-1)?.push(told(...lines)));
const row = (title: string) => within(screen.getByText(title).closest('tr') as HTMLElement);
const log = () =>
  [...document.querySelectorAll('.log-lines li')].map((line) => line.querySelector('[lang]')?.textContent);
const button = (name: string) => screen.queryByRole('button', { name });

test('phases, percent, pages with state, time and tokens', async () => {
  await watching();
  expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('Write the pages');
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('40');
  expect(screen.getByText(/3 of 10 pages/)).toBeTruthy();
  expect(row('Page 1').getByText('Written')).toBeTruthy();
  expect(row('Page 1').getByText('14 sec')).toBeTruthy();
  expect(row('Page 1').getByText('4,200')).toBeTruthy();
  expect(row('Page 2').getByText('Being written')).toBeTruthy();
  await expectAccessible();
});

test('what the job is at is said beside how far it is, until it is over', async () => {
  const service = await watching();
  const card = within(screen.getByRole('region', { name: 'Progress of the job' }));
  push(service, at(1), at(2, { message: 'The work is put off for 30 s. The model is busy.' }));
  expect(await card.findByText('The work is put off for 30 s. The model is busy.')).toBeTruthy();
  push(service, at(3, { status: 'completed', message: 'Done.' }));
  await waitFor(() => expect(card.queryByText(/put off|Done/)).toBeNull());
});

test('the clock of a job that is paused does not run', async () => {
  await watching();
  expect(screen.getByText(/^Running for/)).toBeTruthy();
  cleanup();
  await watching({ status: 'paused' });
  expect(screen.queryByText(/^Running for/)).toBeNull();
});

test('an estimate is a range, and comes after three pages', async () => {
  const service = await watching({ completed_pages: 2, time_left_ms: { least: 100_000, most: 200_000 } });
  expect(screen.queryByText(/left/)).toBeNull();
  push(service, at(1, { completed_pages: 3, time_left_ms: { least: 100_000, most: 200_000 } }));
  await screen.findByText(/1–4 min left/);
});

test('the whole history is told, each line once, and what comes after it', async () => {
  const service = await watching();
  expect(service.asked.find(({ call }) => call.endsWith('/progress'))?.url).toContain('?after=0');
  push(service, at(0, { at: at(2).at }), at(1), at(2));
  await waitFor(() => expect(log()).toEqual(['change 2', 'change 1']));
  push(service, at(3, { page_id: 'page-2', page_status: 'completed', progress_percent: 55 }));
  await waitFor(() => expect(log()).toHaveLength(3));
  expect(row('Page 2').getByText('Written')).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('value')).toBe('55');
});

test('pages are listed as soon as they are planned', async () => {
  const service = await watching({ total_pages: 0, completed_pages: 0 }, []);
  expect(screen.getByText('The pages are listed here as soon as they are planned.')).toBeTruthy();
  service.on('GET /api/wiki/jobs/j1', { json: { job: aJob(), pages: PAGES, wiki_structure: null } });
  push(service, at(1, { total_pages: 3 }));
  await screen.findByText('Page 3', {}, { timeout: 1_000 });
});

test('a lost connection is said, and gone on with where it was', async () => {
  const service = await watching();
  push(service, at(0, { at: at(1).at }), at(1));
  await screen.findByText('Live');
  act(() => service.bodies.at(-1)?.break());
  await screen.findByText('Reconnecting…');
  await waitFor(() => expect(service.bodies).toHaveLength(2), { timeout: 4_000 });
  expect(service.asked.findLast(({ call }) => call.endsWith('/progress'))?.url).toContain('?after=1');
  push(service, at(1, { at: at(2).at }), at(2));
  await screen.findByText('Live');
  await waitFor(() => expect(log()).toEqual(['change 2', 'change 1']));
});

test('a page that is written can be read while the job runs', async () => {
  await watching();
  expect(button('Read Page 2')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Read Page 1' }));
  const dialog = await screen.findByRole('dialog', { name: 'Page 1' }, { timeout: 5_000 });
  await within(dialog).findByText('Text.');
  expect(location.search).toBe('?read=page-1');
  act(() => history.back());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(location.pathname + location.search).toBe('/jobs/j1');
});

test('buttons are those that are legal, and a pause is sent', async () => {
  const service = await watching();
  expect(
    [button('Pause'), button('Cancel'), button('Resume'), button('Try again'), button('Delete')].map(Boolean),
  ).toEqual([true, true, false, false, false]);
  service
    .on('POST /api/wiki/jobs/j1/pause', { json: { message: 'ok' } })
    .on('GET /api/wiki/jobs/j1', { json: { job: aJob({ status: 'paused' }), pages: PAGES, wiki_structure: null } });
  fireEvent.click(button('Pause') as HTMLElement);
  await screen.findByText('The job is paused. Pages that are being written may still end.');
  await screen.findByRole('button', { name: 'Resume' });
  expect(service.calls('POST /api/wiki/jobs/j1/pause')).toHaveLength(1);
});

test('a cancel is asked about first', async () => {
  const service = await watching();
  service.on('DELETE /api/wiki/jobs/j1', { json: { message: 'ok' } });
  fireEvent.click(button('Cancel') as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Cancel this job?' });
  expect(service.calls('DELETE /api/wiki/jobs/j1')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel the job' }));
  await waitFor(() => expect(service.calls('DELETE /api/wiki/jobs/j1')).toHaveLength(1));
});

test('a page that failed for good says why, and is retried alone', async () => {
  const lost = aPage(4, { status: 'permanent_failed', retry_count: 3, last_error: 'The provider is overloaded.' });
  const service = await watching({ status: 'partially_completed', current_phase: 3 }, [...PAGES, lost]);
  service.on('POST /api/wiki/jobs/j1/pages/p4/retry', { json: { message: 'ok' } });
  expect(screen.getByText('The provider is overloaded.')).toBeTruthy();
  expect(button('Retry all failed pages')).not.toBeNull();
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: 'Retry the page Page 4' }));
  await waitFor(() => expect(service.calls('POST /api/wiki/jobs/j1/pages/p4/retry')).toHaveLength(1));
});

test('all pages that failed are tried again together', async () => {
  const lost = [4, 5].map((at) => aPage(at, { status: 'permanent_failed', retry_count: 3, last_error: 'No.' }));
  const service = await watching({ status: 'partially_completed', current_phase: 3 }, [...PAGES, ...lost]);
  service.on('POST /api/wiki/jobs/j1/retry', { json: { message: 'ok' } });
  fireEvent.click(button('Retry all failed pages') as HTMLElement);
  await waitFor(() => expect(service.calls('POST /api/wiki/jobs/j1/retry')).toHaveLength(1));
});

test('a finished job leads to its wiki', async () => {
  await watching({ status: 'completed', current_phase: 3, progress_percent: 100 });
  const link = await screen.findByRole('link', { name: 'Read the wiki' });
  expect(link.getAttribute('href')).toBe('/wiki/w1');
});

test('a job that could not read its repository asks for a token again', async () => {
  const service = await watching(
    { status: 'failed', commit: null, error_message: 'Not readable.', current_phase: 3 },
    [],
  );
  service.on('POST /api/wiki/jobs/j1/retry', { json: { message: 'ok' } });
  expect(screen.getByText('Not readable.')).toBeTruthy();
  expect(screen.getByText('It ended before its pages were planned.')).toBeTruthy();
  fireEvent.click(button('Try again') as HTMLElement);
  const dialog = await screen.findByRole('dialog', { name: 'Try again' });
  fireEvent.input(within(dialog).getByLabelText('Access token'), { target: { value: 'geheim' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(service.bodyOf('POST /api/wiki/jobs/j1/retry')).toEqual({ access_token: 'geheim' }));
});

test('what somebody else did meanwhile is told', async () => {
  const service = await watching();
  const detail = 'The job cannot be paused: it is over.';
  service.on('POST /api/wiki/jobs/j1/pause', { status: 409, json: { detail, code: 'wrong_state' } });
  fireEvent.click(button('Pause') as HTMLElement);
  await screen.findByText(detail);
  await screen.findByText('Look at where it stands now.');
});

test('of a job that was deleted elsewhere it is said once that it is gone', async () => {
  const service = await watching({ status: 'cancelled' });
  const gone = { status: 404, json: { detail: 'There is no such job.', code: 'job_not_found' } };
  service.on('POST /api/wiki/jobs/j1/retry', gone).on('GET /api/wiki/jobs/j1', gone);
  service.on('GET /api/wiki/jobs/j1/progress', gone);
  fireEvent.click(button('Try again') as HTMLElement);
  await screen.findByRole('link', { name: 'All jobs' });
  expect(screen.getAllByText('There is no such job.')).toHaveLength(1);
  expect(button('Try again')).toBeNull();
});

test('a job that is not there says so', async () => {
  const service = new FakeService({
    'GET /api/wiki/jobs/j1': { status: 404, json: { detail: 'There is no such job.', code: 'job_not_found' } },
  });
  await show(service, JobScreen, '/jobs/j1', '/jobs/:id');
  await screen.findByText('There is no such job.');
  expect(screen.getByRole('link', { name: 'All jobs' }).getAttribute('href')).toBe('/admin');
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  await expectAccessible();
});

test('500 pages and 2,000 lines are drawn, the newest lines first', async () => {
  const pages = Array.from({ length: 500 }, (_, index) => aPage(index));
  const service = await watching({ total_pages: 500 }, pages);
  const lines = Array.from({ length: 2_000 }, (_, index) => progress(index + 1));
  push(service, progress(0), ...lines);
  await waitFor(() => expect(log()[0]).toBe('change 2000'), { timeout: 5_000 });
  expect(log()).toHaveLength(100);
  expect(document.querySelectorAll('.job-pages tbody tr')).toHaveLength(500);
});
