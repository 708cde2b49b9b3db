// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { refusal, Service } from '../../testing/lines';
import { anOrder } from '../../testing/samples';
import { expectAccessible, show } from '../../testing/screen';
import WikiScreen from './WikiScreen';

afterEach(cleanup);

const leaf = (id: string, title: string, more: object = {}) => ({
  id,
  title,
  filePaths: ['src/Engine.java'],
  importance: 'high',
  relatedPages: [],
  ...more,
});
const PAGES = [
  leaf('overview', 'Overview', { relatedPages: ['engine'] }),
  leaf('engine', 'The Engine'),
  leaf('tank', 'The Tank'),
];
const WIKI = {
  id: 'w1',
  title: 'Rocket',
  description: 'It flies.',
  sections: [
    { id: 's1', title: 'Start', pages: ['overview'] },
    { id: 's2', title: 'Parts', pages: ['engine', 'tank'] },
  ],
  rootSections: ['s1', 's2'],
  pages: PAGES,
  stale: false,
  repo: 'https://github.com/acme/rocket',
  branch: 'main',
  commit: '0123456789abcdef',
  language: 'en',
  is_comprehensive: true,
  provider: 'openai',
  model: 'gpt-5',
  generated_at: '2026-11-01T10:00:00Z',
  order: anOrder({ repo_url: 'https://github.com/acme/rocket', pages: 3, excluded_files: ['*.min.js'] }),
};
const ENGINE = {
  ...PAGES[1],
  content:
    '# The Engine\n\nIt burns [src/Engine.java:2-3], not [src/Gone.java:1-9]; see [the tank](tank).\n\n## How\n\nSo.\n\n## Why\n\nBecause.',
  citations: [
    { path: 'src/Engine.java', start_line: 2, end_line: 3, state: 'resolves' },
    { path: 'src/Gone.java', start_line: 1, end_line: 9, state: 'unresolved' },
  ],
};
const LINES = {
  path: 'src/Engine.java',
  start_line: 1,
  end_line: 4,
  total_lines: 4,
  content: 'class Engine {\n  void burn() {\n  }\n}',
  url: 'https://github.com/acme/rocket/blob/0123/src/Engine.java#L1-L4',
};

const service = (more: Readonly<Record<string, unknown>> = {}) =>
  new Service({
    'GET /api/wikis/w1': WIKI,
    'GET /api/wikis/w1/pages/overview': { ...PAGES[0], content: '# Overview\n\nText.', citations: [] },
    'GET /api/wikis/w1/pages/engine': ENGINE,
    'GET /api/wikis/w1/pages/tank': { ...PAGES[2], content: 'Full.', citations: [] },
    'GET /api/wikis/w1/files/src/Engine.java': LINES,
    'GET /api/models/config': { providers: [], defaultProvider: 'openai', defaultModel: 'gpt-5' },
    ...more,
  });

const open = (path: string, from = service()) => show(from, WikiScreen, path, '/wiki/:id/:page?');

test('the first page is shown, with its tree, what it is made of, and where to go on', async () => {
  await open('/wiki/w1');
  await screen.findByRole('heading', { name: 'Overview', level: 1 });
  const tree = screen.getByRole('navigation', { name: 'Pages' });
  expect(
    within(tree)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['Overview', 'The Engine', 'The Tank']);
  expect(within(tree).getByRole('link', { current: 'page' }).textContent).toBe('Overview');
  expect(screen.getByText('openai · gpt-5')).toBeTruthy();
  expect(screen.getByText('0123456')).toBeTruthy();
  expect(screen.queryByText('Out of date')).toBeNull();
  const turn = screen.getByRole('navigation', { name: 'Before and after' });
  expect(
    within(turn)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['/wiki/w1/engine']);
});

test('a citation opens its source beside the text, and the address says so', async () => {
  await open('/wiki/w1/engine');
  fireEvent.click(await screen.findByRole('button', { name: 'Show the source src/Engine.java:2-3' }));
  const panel = await screen.findByRole('complementary', { name: 'Source: src/Engine.java:2-3' });
  await waitFor(() => expect(panel.querySelectorAll('.is-marked')).toHaveLength(2));
  expect([...panel.querySelectorAll('.is-marked .source-text')].map((line) => line.textContent?.trim())).toEqual([
    'void burn() {',
    '}',
  ]);
  expect(
    within(panel)
      .getByRole('link', { name: /Open on the host/ })
      .getAttribute('href'),
  ).toBe(LINES.url);
  expect(location.search).toBe('?source=src%2FEngine.java%3A2-3');
  fireEvent.keyDown(panel, { key: 'Escape' });
  await waitFor(() => expect(location.search).toBe(''));
  expect(screen.queryByRole('complementary', { name: /Source/ })).toBeNull();
});

test('a source lies on the questions beside the wiki, and leaves them as they are', async () => {
  await open('/wiki/w1/engine?ask=1');
  fireEvent.input(await screen.findByLabelText('Question'), { target: { value: 'half a question' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Show the source src/Engine.java:2-3' }));
  const panel = await screen.findByRole('complementary', { name: 'Source: src/Engine.java:2-3' });
  fireEvent.keyDown(panel, { key: 'Escape' });
  await waitFor(() => expect(location.search).toBe('?ask=1'));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Question').value).toBe('half a question');
});

test('an address with a source shows it at once; one that is gone says so', async () => {
  await open(
    '/wiki/w1/engine?source=src%2FGone.java%3A1-9',
    service({
      'GET /api/wikis/w1/files/src/Gone.java': () =>
        refusal(404, 'file_not_found', 'The indexed commit has no such file.'),
    }),
  );
  expect(await screen.findByText('These lines are not at this commit')).toBeTruthy();
});

test.each(['../../../admin/settings', 'src/./Engine.java', '..', 'src/..'])(
  'a source that steps out of its place, %s, is not there, and nobody is asked',
  async (path) => {
    const from = service();
    await open(`/wiki/w1/engine?source=${encodeURIComponent(path)}%3A1`, from);
    expect(await screen.findByText('These lines are not at this commit')).toBeTruthy();
    expect(from.requests.filter((asked) => !/^GET \/api\/wikis\/w1(\/pages\/engine)?$/.test(asked))).toEqual([]);
  },
);

test('what is not there looks like it', async () => {
  await open('/wiki/w1/engine');
  const gone = await screen.findByText('Gone.java:1-9');
  expect(gone.className).toContain('cite-unresolved');
  expect(gone.tagName).toBe('SPAN');
});

test('links between pages stay in the wiki', async () => {
  await open('/wiki/w1/engine');
  const link = await screen.findByRole('link', { name: 'the tank' });
  fireEvent.click(link);
  expect(await screen.findByText('Full.')).toBeTruthy();
  expect(location.pathname).toBe('/wiki/w1/tank');
  expect(screen.getByRole('heading', { name: 'The Tank', level: 1 })).toBeTruthy();
});

test('what is on the page leads to its headings', async () => {
  await open('/wiki/w1/engine');
  const nav = await screen.findByRole('navigation', { name: 'On this page' });
  expect(
    within(nav)
      .getAllByRole('link')
      .map((link) => link.getAttribute('href')),
  ).toEqual(['#how', '#why']);
});

test('words are searched, not at every key, and Enter opens the chosen place', async () => {
  const from = service({
    'GET /api/wikis/w1/search': (_body: string, url: URL) =>
      url.searchParams.get('q') === 'burn'
        ? [
            { page_id: 'overview', title: 'Overview', heading: 'Overview', snippet: '…' },
            { page_id: 'engine', title: 'The Engine', heading: 'Why', snippet: 'It **burns**' },
          ]
        : [],
  });
  await open('/wiki/w1?find=+', from);
  const box = await screen.findByRole('combobox', { name: 'Words in this wiki' });
  fireEvent.input(box, { target: { value: 'bur' } });
  fireEvent.input(box, { target: { value: 'burn' } });
  const options = await within(screen.getByRole('listbox', { name: 'Search' })).findAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual(['Overview…', 'The Engine › WhyIt burns']);
  expect(from.requests.filter((asked) => asked.includes('search'))).toEqual(['GET /api/wikis/w1/search?q=burn']);
  fireEvent.keyDown(box, { key: 'ArrowDown' });
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => expect(location.href).toMatch(/\/wiki\/w1\/engine#why$/));
});

test('Enter in a hurry opens the first place of what was typed, not of what was searched before', async () => {
  const from = service({
    'GET /api/wikis/w1/search': (_body: string, url: URL) => [
      url.searchParams.get('q') === 'fuel'
        ? { page_id: 'tank', title: 'The Tank', heading: 'The Tank', snippet: '…' }
        : { page_id: 'engine', title: 'The Engine', heading: 'The Engine', snippet: '…' },
    ],
  });
  await open('/wiki/w1?find=fuel', from);
  const box = await screen.findByRole('combobox', { name: 'Words in this wiki' });
  await screen.findByRole('option', { name: /The Tank/ });
  fireEvent.input(box, { target: { value: 'burn' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  await waitFor(() => expect(location.pathname).toBe('/wiki/w1/engine'));
});

test('what cannot be taken along says why', async () => {
  let copied = false;
  const from = service({
    'POST /export/wiki': () => refusal(503, 'database_away', 'The database is away.'),
    'GET /api/wikis/w1/pages/engine': () => {
      if (copied) {
        throw new TypeError('network');
      }
      copied = true;
      return ENGINE;
    },
  });
  await open('/wiki/w1/engine', from);
  await screen.findByRole('heading', { name: 'The Engine', level: 1 });
  fireEvent.click(screen.getByText('Markdown, one file'));
  expect(await screen.findByText('The database is away.')).toBeTruthy();
  fireEvent.click(screen.getByText('Copy this page as Markdown'));
  expect(await screen.findByText('The service cannot be reached')).toBeTruthy();
});

test('a wiki that is behind says so, and can be written anew', async () => {
  let ordered = '';
  await open(
    '/wiki/w1',
    service({
      'GET /api/wikis/w1': { ...WIKI, stale: true },
      'POST /api/wiki/jobs': (body: string) => {
        ordered = body;
        return { job_id: 'j1', message: 'Begun.', existing: false };
      },
    }),
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Rewrite what has changed' }));
  await waitFor(() => expect(location.pathname).toBe('/jobs/j1'));
  expect(JSON.parse(ordered)).toEqual({ ...WIKI.order, refresh: true });
});

test('a refresh that the host refuses asks for a token, and sends it once', async () => {
  const orders: { access_token?: string }[] = [];
  await open(
    '/wiki/w1',
    service({
      'GET /api/wikis/w1': { ...WIKI, stale: true },
      'POST /api/wiki/jobs': (body: string) => {
        orders.push(JSON.parse(body) as object);
        return orders.length === 1
          ? refusal(404, 'repository_not_found', 'The repository was not found, or is not readable without a token.')
          : { job_id: 'j1', message: 'Begun.', existing: false };
      },
    }),
  );
  const again = await screen.findByRole('button', { name: 'Rewrite what has changed' });
  expect(screen.queryByLabelText('Access token')).toBeNull();
  fireEvent.click(again);
  fireEvent.input(await screen.findByLabelText('Access token'), { target: { value: 'geheim' } });
  await expectAccessible();
  fireEvent.click(again);
  await waitFor(() => expect(location.pathname).toBe('/jobs/j1'));
  expect(orders).toEqual([
    { ...WIKI.order, refresh: true },
    { ...WIKI.order, refresh: true, access_token: 'geheim' },
  ]);
});

test('what a job has written so far can be read', async () => {
  const page = {
    job_id: 'j1',
    description: '',
    importance: 'high',
    file_paths: [],
    related_pages: [],
    parent_section: null,
    retry_count: 0,
    last_error: null,
    tokens_used: 0,
    generation_time_ms: null,
    created_at: '',
    started_at: null,
    completed_at: null,
  };
  const job = {
    id: 'j1',
    repo_url: WIKI.repo,
    repo_type: 'github',
    owner: 'acme',
    repo: 'rocket',
    branch: 'main',
    commit: null,
    provider: 'openai',
    model: 'gpt-5',
    language: 'en',
    is_comprehensive: true,
    status: 'generating_pages',
    current_phase: 2,
    progress_percent: 40,
    error_message: null,
    total_pages: 3,
    completed_pages: 1,
    failed_pages: 0,
    total_tokens_used: 0,
    created_at: '',
    started_at: null,
    completed_at: null,
    updated_at: '',
    token_summary: {
      chunking_total_tokens: 0,
      chunking_total_chunks: 0,
      provider_prompt_tokens: 0,
      provider_completion_tokens: 0,
      provider_total_tokens: 0,
    },
  };
  await open(
    '/wiki/j1',
    new Service({
      'GET /api/wiki/jobs/j1': {
        job,
        pages: [
          {
            ...page,
            id: 'p2',
            page_id: 'engine',
            title: 'The Engine',
            status: 'completed',
            content: '# The Engine\n\nDone.',
          },
          { ...page, id: 'p3', page_id: 'tank', title: 'The Tank', status: 'in_progress', content: null },
        ],
        wiki_structure: WIKI,
      },
    }),
  );
  expect(await screen.findByText('Done.')).toBeTruthy();
  expect(screen.getByText('1 of 3 pages are written.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Search/ })).toBeNull();
  expect(screen.getByText('being written')).toBeTruthy();
  fireEvent.click(screen.getAllByRole('link', { name: /The Tank/ })[0] as HTMLElement);
  expect(await screen.findByText('Not written yet')).toBeTruthy();
});

test.each<[string, Response | (() => never), string]>([
  [
    'is not there',
    refusal(404, 'wiki_not_found', 'There is no such wiki, or it is not yours to read.'),
    'There is nothing here',
  ],
  ['is forbidden', refusal(403, 'forbidden', 'No.'), 'This is not allowed'],
  ['cannot be had', refusal(503, 'database_away', 'The database is away.'), 'Something that is needed is away'],
  [
    'cannot be reached',
    () => {
      throw new TypeError('network');
    },
    'The service cannot be reached',
  ],
])('a wiki that %s says so', async (_what, answer, said) => {
  await open(
    '/wiki/w1',
    new Service({ 'GET /api/wikis/w1': typeof answer === 'function' ? answer : () => answer.clone() }),
  );
  expect(await screen.findByText(said)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'All wikis' })).toBeTruthy();
});

test('a page that is not in the wiki says so, and leads to one that is', async () => {
  await open('/wiki/w1/nothing');
  expect(await screen.findByText('This wiki has no such page')).toBeTruthy();
  const ways = screen.getAllByRole('link', { name: 'Overview' }).map((link) => link.getAttribute('href'));
  expect(new Set(ways)).toEqual(new Set(['/wiki/w1/overview']));
});

test('nothing keeps anybody from reading', async () => {
  const { container } = await open('/wiki/w1/engine?source=src%2FEngine.java%3A2-3');
  await waitFor(() => expect(container.querySelectorAll('.is-marked')).toHaveLength(2));
  await expectAccessible(container);
});
