// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Service } from '../../testing/lines';
import { show } from '../../testing/screen';
import WikiScreen from './WikiScreen';

afterEach(cleanup);

const leaf = (id: string, relatedPages: readonly string[] = []) => ({
  ...{ id, title: `The ${id}`, filePaths: [], importance: 'high', relatedPages },
});
const LEAVES = [leaf('tank'), leaf('engine', ['tank']), leaf('nozzle')];
const page = (at: number, content: string) => ({ ...LEAVES[at], content, citations: [] });

const service = () =>
  new Service({
    'GET /api/wikis/w1': {
      ...{ id: 'w1', title: 'Rocket', description: '', sections: [], rootSections: [], pages: LEAVES, stale: false },
      repo: 'https://github.com/acme/rocket',
    },
    'GET /api/wikis/w1/pages/tank': page(0, 'Full.'),
    'GET /api/wikis/w1/pages/engine': page(1, 'It burns what is in [what holds it](tank#how).'),
    'GET /api/wikis/w1/pages/nozzle': page(2, 'Hot.'),
    'GET /api/wikis/w1/search': [{ page_id: 'tank', title: 'The tank', heading: 'How', snippet: 'Full.' }],
    'GET /api/wikis/w1/files/a.c': { path: 'a.c', start_line: 1, end_line: 1, total_lines: 1, content: '' },
    'GET /api/models/config': { providers: [], defaultProvider: 'openai', defaultModel: 'gpt-5' },
  });

const inNavigation = (navigation: string, link: RegExp) =>
  within(screen.getByRole('navigation', { name: navigation })).getByRole('link', { name: link });
const follow = (link: HTMLElement) => fireEvent.click(link);

test.each<[string, () => unknown, string, string]>([
  ['the tree', () => follow(inNavigation('Pages', /nozzle/)), 'Hot.', '/nozzle?ask=1&model=m%2F1'],
  ['the page before', () => follow(inNavigation('Before and after', /tank/)), 'Full.', '/tank?ask=1&model=m%2F1'],
  [
    'a related page',
    () => follow(screen.getAllByRole('link', { name: 'The tank' }).at(-1) as HTMLElement),
    'Full.',
    '/tank?ask=1&model=m%2F1',
  ],
  [
    'the text',
    () => follow(screen.getByRole('link', { name: 'what holds it' })),
    'Full.',
    '/tank?ask=1&model=m%2F1#how',
  ],
  ['a key', () => fireEvent.keyDown(document.body, { key: 'j' }), 'Hot.', '/nozzle?ask=1&model=m%2F1'],
  [
    'a hit of a search',
    async () => {
      fireEvent.keyDown(document.body, { key: '/' });
      fireEvent.input(await screen.findByRole('combobox', { name: 'Words in this wiki' }), {
        target: { value: 'full' },
      });
      fireEvent.click(await screen.findByRole('option', { name: /Full/ }));
    },
    'Full.',
    '/tank?ask=1&model=m%2F1#how',
  ],
])('questions beside the wiki stay as they are when %s leads to another page', async (_way, go, text, place) => {
  await show(service(), WikiScreen, '/wiki/w1/engine?ask=1&model=m%2F1&source=a.c%3A1', '/wiki/:id/:page?');
  await screen.findByText(/It burns/);
  fireEvent.input(await screen.findByLabelText('Question'), { target: { value: 'half a question' } });
  await go();
  expect(await screen.findByText(text)).toBeTruthy();
  await waitFor(() => expect(location.href.split('/w1')[1]).toBe(place));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Question').value).toBe('half a question');
  expect(screen.queryByRole('complementary', { name: /^Source/ })).toBeNull();
  // Who opens it elsewhere, or copies it, gets the page.
  await waitFor(() => expect(inNavigation('Pages', /nozzle/).getAttribute('href')).toBe('/wiki/w1/nozzle'));
});

test('who has closed the questions is led on without them', async () => {
  await show(service(), WikiScreen, '/wiki/w1/engine?ask=1', '/wiki/:id/:page?');
  await screen.findByText(/It burns/);
  follow(inNavigation('Pages', /nozzle/));
  expect(await screen.findByText('Hot.')).toBeTruthy();
  fireEvent.keyDown(screen.getByRole('complementary', { name: /Ask/ }), { key: 'Escape' });
  await waitFor(() => expect(location.search).toBe(''));
  follow(inNavigation('Pages', /engine/));
  expect(await screen.findByText(/It burns/)).toBeTruthy();
  expect(location.href.split('/w1')[1]).toBe('/engine');
  follow(inNavigation('Pages', /nozzle/));
  expect(await screen.findByText('Hot.')).toBeTruthy();
  expect(location.search).toBe('');
});
