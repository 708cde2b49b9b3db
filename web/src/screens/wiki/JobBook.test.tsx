// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Service } from '../../testing/lines';
import { aJob, aPage, aWiki } from '../../testing/samples';
import { show } from '../../testing/screen';
import WikiScreen from './WikiScreen';

afterEach(cleanup);

const PLAN = {
  title: 'Rocket',
  description: 'It flies.',
  sections: [],
  rootSections: [],
  pages: [{ id: 'engine', title: 'Engine', filePaths: [], importance: 'high', relatedPages: [] }],
};
const WRITTEN = aPage(1, { page_id: 'engine', status: 'completed', content: 'It burns.' });
const WIKI = { id: 'w1', ...PLAN, stale: false };
const ENGINE = { ...PLAN.pages[0], content: 'It is whole.', citations: [] };

/** A service on which a job writes until it is told to end. */
function writing(status: 'completed' | 'partially_completed' | 'failed') {
  let job = aJob();
  const service = new Service({
    'GET /api/wiki/jobs/j1': () => ({ job, pages: [WRITTEN], wiki_structure: PLAN }),
    'GET /api/wikis': [aWiki({ id: 'w0', language: 'de' }), aWiki()],
    'GET /api/wikis/w1': WIKI,
    'GET /api/wikis/w1/pages/engine': ENGINE,
  });
  const end = () => {
    job = aJob({ status });
    return service.visibility.set(false);
  };
  return { service, end };
}

test.each<['completed' | 'partially_completed', string]>([
  ['completed', '/engine?source=a.c%3A1#how'],
  ['partially_completed', ''],
])('who reads along is led to the same place of the wiki when the job is %s', async (status, place) => {
  const { service, end } = writing(status);
  await show(service, WikiScreen, `/wiki/j1${place}`, '/wiki/:id/:page?');
  expect(await screen.findByText('It burns.')).toBeTruthy();
  const steps = history.length;
  await end();
  expect(await screen.findByText('It is whole.')).toBeTruthy();
  expect(location.href.replace(location.origin, '')).toBe(`/wiki/w1${place}`);
  expect(history.length).toBe(steps);
});

test('what a job wrote that came to nothing stays where it is', async () => {
  const { service, end } = writing('failed');
  await show(service, WikiScreen, '/wiki/j1', '/wiki/:id/:page?');
  expect(await screen.findByText('It burns.')).toBeTruthy();
  await end();
  await waitFor(() => expect(service.calls('GET /api/wiki/jobs/j1')).toHaveLength(2));
  expect(location.pathname).toBe('/wiki/j1');
});
