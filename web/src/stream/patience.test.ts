import { expect, test } from 'vitest';
import { StreamFailure, type FailureKind } from './failure';
import { delayBefore, mayPass, PATIENCE } from './patience';

function refused(status: number, code = 'some_code', retryAfter: number | null = null): StreamFailure {
  return StreamFailure.refused(status, JSON.stringify({ detail: 'No.', code }), null, retryAfter);
}

test('the defaults are what they are said to be', () => {
  expect(PATIENCE).toMatchObject({ timeout: 60_000, retries: 2, retryDelay: 1_000 });
});

test.each<[number, string, boolean]>([
  [400, 'no_messages', false],
  [401, 'unauthorized', false],
  [401, 'login_required', false],
  [403, 'cross_site', false],
  [404, 'not_found', false],
  [405, 'method_not_allowed', false],
  [408, 'request_timeout', true],
  [409, 'conflict', false],
  [410, 'gone', false],
  [413, 'too_large', false],
  [416, 'out_of_range', false],
  [422, 'invalid_request', false],
  [425, 'too_early', false],
  [429, 'too_many_requests', true],
  [431, '', false],
  [499, '', false],
  [500, 'internal_error', true],
  [502, 'backend_unreachable', true],
  [503, 'indexing', true],
  [503, 'provider_not_configured', false],
  [503, 'bad_credentials', false],
  [504, 'backend_timeout', true],
])('%d %s may pass: %s', (status, code, passes) => {
  expect(mayPass(refused(status, code))).toBe(passes);
});

test.each<[FailureKind, boolean]>([
  ['aborted', false],
  ['timeout', true],
  ['network', true],
  ['cut', true],
  ['garbled', true],
])('%s may pass: %s', (kind, passes) => {
  expect(mayPass(new StreamFailure(kind, ''))).toBe(passes);
});

test.each([
  [0, 0, 500],
  [0, 0.5, 750],
  [0, 0.999, 1_000],
  [1, 0, 1_000],
  [1, 0.999, 1_999],
  [2, 0, 2_000],
  [3, 0, 4_000],
  [4, 0, 7_500],
  [50, 0.999, 14_993],
  [5_000, 0, 7_500],
])('attempt %d waits, with chance %d, for %d ms', (attempt, random, ms) => {
  expect(delayBefore(attempt, new StreamFailure('network', ''), PATIENCE, random)).toBe(ms);
});

test.each<[number | null, number | null]>([
  [null, 500],
  [0, 500],
  [400, 500],
  [7_000, 7_000],
  [60_000, 60_000],
  [60_001, null],
])('Retry-After of %s ms makes a wait of %s ms', (asked, ms) => {
  expect(delayBefore(0, refused(429, '', asked), PATIENCE, 0)).toBe(ms);
  expect(delayBefore(0, refused(503, '', asked), PATIENCE, 0)).toBe(ms);
});

test('what will not pass is not waited for, whatever Retry-After says', () => {
  expect(delayBefore(0, refused(404, '', 1_000), PATIENCE, 0)).toBeNull();
  expect(delayBefore(0, new StreamFailure('aborted', ''), PATIENCE, 0)).toBeNull();
});
