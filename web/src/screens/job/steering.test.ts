import { expect, test } from 'vitest';
import type { JobStatus } from '../../api/types';
import { mayRetryPage, steeringOf } from './steering';

test.each<[JobStatus, string[]]>([
  ['pending', ['pause', 'cancel']],
  ['preparing_embeddings', ['pause', 'cancel']],
  ['generating_structure', ['pause', 'cancel']],
  ['generating_pages', ['pause', 'cancel']],
  ['paused', ['resume', 'cancel']],
  ['completed', ['remove']],
  ['partially_completed', ['retry', 'remove']],
  ['failed', ['retry', 'remove']],
  ['cancelled', ['retry', 'remove']],
])('a job that is %s can be told to %s', (status, commands) => {
  const may = Object.entries(steeringOf({ status })).filter(([, able]) => able);
  expect(may.map(([command]) => command)).toEqual(commands);
});

test.each<[JobStatus, number, boolean]>([
  ['generating_pages', 2, true],
  ['paused', 2, true],
  ['paused', 1, false],
  ['partially_completed', 3, true],
  ['failed', 3, true],
  ['cancelled', 3, false],
  ['completed', 3, false],
])('a lost page of a job that is %s in phase %d can be retried: %s', (status, current_phase, able) => {
  expect(mayRetryPage({ status, current_phase }, { status: 'permanent_failed' })).toBe(able);
  expect(mayRetryPage({ status, current_phase }, { status: 'failed' })).toBe(false);
});
