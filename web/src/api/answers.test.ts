import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { list, type Shape } from './shape';
import * as types from './types';

// What the service really answers; its own tests write the file down and hold it to that.
const answers = JSON.parse(readFileSync(new URL('../testing/api/answers.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;

const SHAPES: Readonly<Record<string, Shape<unknown>>> = {
  access: types.Access,
  models: types.Models,
  languages: types.Languages,
  settings: types.Settings,
  submitted: types.SubmittedJob,
  waiting: types.JobDetails,
  overview: types.Overview,
  progress: list(types.JobLine),
  jobs: types.JobList,
  job: types.JobDetails,
  wikis: types.WikiSummaries,
  wiki: types.WikiStructure,
  page: types.WikiPage,
  matches: types.WikiMatches,
  lines: types.SourceLines,
  said: types.Said,
  trial: types.Trial,
  'failed trial': types.Trial,
  problem: types.ApiError,
  answer: list(types.Frame),
  'answer state': types.AnswerState,
};

test('every answer that is kept is tried, and every one that is tried is kept', () => {
  expect(Object.keys(answers).sort()).toEqual(Object.keys(SHAPES).sort());
});

test.each(Object.entries(SHAPES))('%s: what the service answers has the shape that is expected here', (name, shape) => {
  expect(shape.flaw(answers[name], name)).toBeUndefined();
});

test('what a wiki and a job were ordered with is told, and when the commit was made', () => {
  const [wiki] = answers['wikis'] as types.WikiSummary[];
  expect(types.orderAgain(wiki!.order!)).toMatchObject({ pages: 2, excluded_files: ['*.min.js'], branch: 'main' });
  expect((answers['job'] as types.JobDetails).job.order).toEqual(wiki!.order);
  expect(wiki!.committed_at).toMatch(/^2026-/);
});
