import { expect, test } from 'vitest';
import type { JobProgress } from '../../api/types';
import type { WatchEvent } from '../../stream';
import { aJob, aPage } from '../../testing/samples';
import { after, looked, NOTHING_YET, pagesOf, type JobView } from './jobView';

const line = (seq: number, more: Partial<JobProgress> = {}): JobProgress => ({
  job_id: 'j1',
  status: 'generating_pages',
  current_phase: 2,
  progress_percent: 10 + seq,
  message: `line ${seq}`,
  total_pages: 10,
  completed_pages: seq,
  failed_pages: 0,
  seq,
  run: 1,
  at: `2026-01-05T12:00:${String(seq).padStart(2, '0')}Z`,
  ...more,
});
const change = (seq: number, more: Partial<JobProgress> = {}): WatchEvent => ({
  type: 'change',
  progress: line(seq, more),
});
const now = (seq: number, at: number, more: Partial<JobProgress> = {}, missed = false): WatchEvent => ({
  type: 'now',
  progress: line(seq, { at: line(at).at, ...more }),
  missed,
});
const told = (view: JobView, ...events: WatchEvent[]) => events.reduce(after, view);
const fresh = (pages = [aPage(1), aPage(2)]) => looked(NOTHING_YET, { job: aJob(), pages, wiki_structure: null }, 0);
const numbers = (view: JobView) => view.log.map(({ seq }) => seq);

test('history is told, and does not turn the job back', () => {
  const view = told(
    fresh(),
    now(0, 3, { progress_percent: 90 }),
    change(1, { status: 'pending', progress_percent: 0, page_id: 'page-1', page_status: 'in_progress' }),
    change(2, { status: 'generating_structure', progress_percent: 12 }),
  );
  expect(numbers(view)).toEqual([1, 2]);
  expect(view.job).toMatchObject({ status: 'generating_pages', progress_percent: 90 });
  expect(pagesOf(view)[0]).toMatchObject({ status: 'pending' });
});

test('what comes after it moves the job and its pages', () => {
  const view = told(
    fresh(),
    now(0, 1),
    change(1),
    change(2, { page_id: 'page-2', page_status: 'in_progress', time_left_ms: { least: 1, most: 2 } }),
  );
  expect(view.job).toMatchObject({ progress_percent: 12, completed_pages: 2, time_left_ms: { least: 1, most: 2 } });
  expect(pagesOf(view).map(({ status }) => status)).toEqual(['pending', 'in_progress']);
});

test('over a lost connection no line is lost and none is doubled', () => {
  const before = told(fresh(), now(0, 2), change(1), change(2));
  const view = told(before, { type: 'state', state: 'reconnecting' }, now(2, 4), change(3), change(3), change(4));
  expect(numbers(view)).toEqual([1, 2, 3, 4]);
  expect(view.missed).toBe(false);
});

test('what is no longer kept is said to be missed', () => {
  const view = told(fresh(), now(90, 40, {}, true), change(91, { at: '2026-01-05T12:00:41Z' }));
  expect(view.missed).toBe(true);
  expect(numbers(view)).toEqual([90, 91]);
});

test('a look replaces what was told before it was asked for, and keeps what was told since', () => {
  const before = told(
    fresh(),
    now(0, 1),
    change(1, { page_id: 'page-1', page_status: 'in_progress' }),
    change(2, { page_id: 'page-2', page_status: 'in_progress' }),
  );
  const pages = [aPage(1, { status: 'completed' }), aPage(2)];
  const view = looked(before, { job: aJob(), pages, wiki_structure: null }, 1);
  expect(pagesOf(view).map(({ status }) => status)).toEqual(['completed', 'in_progress']);
});

test('a page that is the same stays the same object', () => {
  const before = fresh();
  const view = looked(
    before,
    { job: aJob(), pages: [aPage(1), aPage(2, { tokens_used: 3 })], wiki_structure: null },
    0,
  );
  expect(view.pages[0]).toBe(before.pages[0]);
  expect(view.pages[1]).not.toBe(before.pages[1]);
});

test('a trouble goes when the job goes on', () => {
  const paused = told(fresh(), now(0, 1), change(1, { status: 'paused', error: 'The key was refused.' }));
  expect(paused.job?.error_message).toBe('The key was refused.');
  expect(told(paused, change(2)).job?.error_message).toBeNull();
});
