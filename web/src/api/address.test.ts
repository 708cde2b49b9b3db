import { expect, test } from 'vitest';
import { readAddress, shortName } from './address';

test.each([
  ['https://github.com/o/r', 'https://github.com/o/r', ''],
  ['  https://GitHub.com/o/r.git/ ', 'https://github.com/o/r', ''],
  ['https://github.com/o/r?tab=readme#top', 'https://github.com/o/r', ''],
  ['https://github.com/o/r/tree/next/src', 'https://github.com/o/r', 'next'],
  ['https://github.com/o/r/blob/v1%2E0/a.ts', 'https://github.com/o/r', 'v1.0'],
  ['https://github.com/o/r/pull/7/files', 'https://github.com/o/r', ''],
  ['https://gitlab.com/a/b/c/-/tree/main/x', 'https://gitlab.com/a/b/c', 'main'],
  ['https://gitlab.com/a/b/c/-/issues', 'https://gitlab.com/a/b/c', ''],
  ['https://codeberg.org/o/r/src/branch/dev/x', 'https://codeberg.org/o/r', 'dev'],
  ['http://10.0.0.7:8080/team/app', 'http://10.0.0.7:8080/team/app', ''],
  ['git@github.com:o/r.git', 'https://github.com/o/r', ''],
  ['ssh://git@host.example/o/r', 'https://host.example/o/r', ''],
  ['ssh://git@host.example:22/o/r.git', 'https://host.example/o/r', ''],
  ['git@host.example:22/o/r', 'https://host.example/22/o/r', ''],
  ['o/r', 'https://github.com/o/r', ''],
  ['gitlab.com/o/r', 'https://gitlab.com/o/r', ''],
])('%s is a repository on a host', (typed, url, branch) => {
  expect(readAddress(typed)).toMatchObject({ kind: 'remote', url, branch });
});

test.each([
  ['/srv/git/app', '/srv/git/app', 'app'],
  ['/srv//git/app/', '/srv/git/app', 'app'],
])('%s is a folder', (typed, url, name) => {
  expect(readAddress(typed)).toEqual({ kind: 'local', url, name, branch: '' });
});

test.each([
  ['./app', 'home.notAbsolute'],
  ['~/app', 'home.notAbsolute'],
  ['/srv/../etc', 'home.climbs'],
  ['ftp://host/o/r', 'home.otherScheme'],
  ['https://me:secret@github.com/o/r', 'home.holdsSecret'],
  ['https://github.com/o', 'home.noRepository'],
  ['hello', 'home.notAnAddress'],
  ['what is this?', 'home.notAnAddress'],
  [`o/${'r'.repeat(2_000)}`, 'home.tooLong'],
])('%s is refused: %s', (typed, why) => {
  expect(readAddress(typed)).toEqual({ kind: 'refused', why });
});

test('nothing is nothing, and a repository has a short name', () => {
  expect(readAddress(' ')).toEqual({ kind: 'nothing' });
  expect(shortName('https://github.com/o/r')).toBe('o/r');
  expect(shortName('/srv/app')).toBe('app');
});
