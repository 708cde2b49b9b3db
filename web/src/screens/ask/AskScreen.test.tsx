// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Lines, refusal, Service } from '../../testing/lines';
import { expectAccessible, show } from '../../testing/screen';
import AskScreen from './AskScreen';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const REPO = 'https://github.com/acme/rocket';
const HERE = `/ask?repo=${encodeURIComponent(REPO)}`;
const META = {
  type: 'meta',
  stream_id: 's1',
  repository: REPO,
  commit: 'abcdef0123',
  provider: 'openai',
  model: 'gpt-5',
};
const MODELS = {
  providers: [
    {
      id: 'openai',
      name: 'OpenAI',
      supportsCustomModel: true,
      models: [
        { id: 'gpt-5', name: 'GPT-5' },
        { id: 'mini', name: 'Mini' },
      ],
      configured: true,
    },
    { id: 'google', name: 'Google', supportsCustomModel: true, models: [{ id: 'g', name: 'G' }], configured: false },
  ],
  defaultProvider: 'openai',
  defaultModel: 'gpt-5',
};
const BASE = { 'GET /api/wikis': [], 'GET /api/models/config': MODELS };

const done = (text: string) => ({
  type: 'done',
  bytes: new TextEncoder().encode(text).length,
  sha256: 'x',
  finish_reason: 'stop',
});
const delta = (offset: number, text: string) => ({ type: 'delta', offset, text });

const open = (service: Service, path = HERE) => show(service, AskScreen, path, '/ask');

function ask(question: string): void {
  fireEvent.input(screen.getByLabelText('Question'), { target: { value: question } });
  fireEvent.click(screen.getByRole('button', { name: 'Ask' }));
}

const said = (container: Element) =>
  [...container.querySelectorAll('.exchange .prose')].at(-1)?.textContent?.replaceAll('\u2060', '').trim();

test('an answer comes word by word, with its sources, and then can be copied', async () => {
  const lines = new Lines();
  const { container } = await open(new Service({ ...BASE, 'POST /api/chat/stream': () => lines.response }));
  ask('How does it burn?');
  expect(screen.getByRole('heading', { name: 'How does it burn?' })).toBeTruthy();
  lines.send(META, {
    type: 'sources',
    passages: [{ path: 'src/Engine.java', start_line: 2, end_line: 9, symbol: 'burn', url: `${REPO}/x` }],
  });
  expect(await screen.findByText('1 passage was read')).toBeTruthy();
  lines.send(delta(0, 'It **bur'));
  await waitFor(() => expect(said(container)).toBe('It **bur'));
  lines.send(
    delta(8, 'ns** [src/Engine.java:2-9].'),
    { type: 'usage', prompt_tokens: 1000, completion_tokens: 234, estimated: false },
    done('It **burns** [src/Engine.java:2-9].'),
  );
  lines.end();
  await waitFor(() => expect(said(container)).toBe('It burns Engine.java:2-9.'));
  expect(await screen.findByRole('button', { name: 'Copy' })).toBeTruthy();
  expect(screen.getByText('gpt-5 · abcdef0 · 1,234 tokens')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});

test('a further question remembers what was said, and nothing is asked while an answer is written', async () => {
  const bodies: string[] = [];
  const answers = [new Lines(), new Lines()];
  await open(
    new Service({ ...BASE, 'POST /api/chat/stream': (body: string) => answers[bodies.push(body) - 1]?.response }),
  );
  ask('First?');
  answers[0]?.send(META, delta(0, 'One.'));
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Ask' });
  fireEvent.input(screen.getByLabelText('Question'), { target: { value: 'Second?' } });
  expect(button.disabled).toBe(true);
  fireEvent.keyDown(screen.getByLabelText('Question'), { key: 'Enter' });
  await screen.findByText('One.');
  expect(bodies).toHaveLength(1);
  answers[0]?.send(done('One.'));
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.keyDown(screen.getByLabelText('Question'), { key: 'Enter' });
  await waitFor(() => expect(bodies).toHaveLength(2));
  expect(JSON.parse(bodies[1] ?? '')).toEqual({
    repo_url: REPO,
    language: 'en',
    messages: [
      { role: 'user', content: 'First?' },
      { role: 'assistant', content: 'One.' },
      { role: 'user', content: 'Second?' },
    ],
  });
});

test('stop is a button of its own; what was written stays', async () => {
  const lines = new Lines();
  const service = new Service({
    ...BASE,
    'POST /api/chat/stream': () => lines.response,
    'POST /api/chat/streams/s1/cancel': () => {
      lines.send({ type: 'error', code: 'cancelled', message: 'The answer was stopped.', retryable: false });
      return { message: 'The answer is being stopped.' };
    },
  });
  const { container } = await open(service);
  ask('Long?');
  lines.send(META, delta(0, 'Once upon'));
  await waitFor(() => expect(said(container)).toBe('Once upon'));
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(await screen.findByText('Stopped. What was written stays.')).toBeTruthy();
  expect(said(container)).toBe('Once upon');
  expect(service.requests.filter((asked) => asked.includes('cancel'))).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});

test('an answer that is stopped before it has a name is stopped when it has one', async () => {
  const lines = new Lines();
  const service = new Service({
    ...BASE,
    'POST /api/chat/stream': () => lines.response,
    'POST /api/chat/streams/s1/cancel': { message: 'Yes.' },
  });
  await open(service);
  ask('Long?');
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(screen.getAllByText('Stopping…').length).toBeGreaterThan(0);
  expect(service.requests.some((asked) => asked.includes('cancel'))).toBe(false);
  lines.send(META);
  await waitFor(() => expect(service.requests.some((asked) => asked.includes('s1/cancel'))).toBe(true));
});

test('a lost connection goes on where it was', async () => {
  const first = new Lines();
  const rest = new Lines();
  const service = new Service({
    ...BASE,
    'POST /api/chat/stream': () => first.response,
    'GET /api/chat/streams/s1/content': () => rest.response,
  });
  const { container } = await open(service);
  ask('Go on?');
  first.send(META, delta(0, 'Half of '));
  await waitFor(() => expect(said(container)).toBe('Half of'));
  first.break();
  expect(await screen.findByText(/The connection is lost/)).toBeTruthy();
  rest.send(META, delta(8, 'it.'), done('Half of it.'));
  await waitFor(() => expect(said(container)).toBe('Half of it.'));
  expect(service.requests).toContain('GET /api/chat/streams/s1/content?offset=8');
});

test('a reload finds the running answer again, and does not ask twice', async () => {
  const first = new Lines();
  const again = new Lines();
  const service = new Service({
    ...BASE,
    'POST /api/chat/stream': () => first.response,
    'GET /api/chat/streams/s1/content': () => again.response,
  });
  const shown = await open(service);
  ask('Still there?');
  first.send(META, delta(0, 'Yes, '));
  await waitFor(() => expect(said(shown.container)).toBe('Yes,'));
  shown.unmount();
  const { container } = await open(service);
  expect(await screen.findByRole('heading', { name: 'Still there?' })).toBeTruthy();
  again.send(META, delta(0, 'Yes, here.'), done('Yes, here.'));
  await waitFor(() => expect(said(container)).toBe('Yes, here.'));
  expect(service.requests.filter((asked) => asked.startsWith('POST'))).toHaveLength(1);
});

test('what a citation points at and is not there looks like it at the end', async () => {
  const lines = new Lines();
  const { container } = await open(new Service({ ...BASE, 'POST /api/chat/stream': () => lines.response }));
  const text = 'So [src/Gone.java:1-9] says.';
  ask('Where?');
  lines.send(
    META,
    delta(0, text),
    {
      type: 'notice',
      code: 'unresolved_citations',
      message: 'These citations point at no lines of this commit: [src/Gone.java:1-9].',
    },
    done(text),
  );
  await waitFor(() => expect(container.querySelector('.cite-unresolved')?.textContent).toContain('Gone.java:1-9'));
});

test('a refusal says what is wrong, and the same can be asked again', async () => {
  let times = 0;
  const lines = new Lines();
  await open(
    new Service({
      ...BASE,
      'POST /api/chat/stream': () =>
        ++times === 1 ? refusal(503, 'provider_not_configured', 'Set OPENAI_API_KEY to use OpenAI.') : lines.response,
    }),
  );
  ask('Hm?');
  expect(await screen.findByText('Set OPENAI_API_KEY to use OpenAI.')).toBeTruthy();
  expect(screen.getByText(/^Choose another model/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(times).toBe(2));
  lines.send(META, { type: 'error', code: 'bad_credentials', message: 'The key is not accepted.', retryable: false });
  expect(await screen.findByText('The key is not accepted.')).toBeTruthy();
  expect(screen.getAllByText(/^Choose another model/)).toHaveLength(2);
});

test('the model that the address names is asked; only what is configured can be chosen', async () => {
  let body = '';
  await open(
    new Service({ ...BASE, 'POST /api/chat/stream': (sent: string) => ((body = sent), new Lines().response) }),
  );
  const choice = await screen.findByRole('combobox', { name: 'Model' });
  await waitFor(() =>
    expect(
      within(choice)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['GPT-5', 'Mini']),
  );
  fireEvent.change(choice, { target: { value: 'openai:mini' } });
  expect(location.search).toContain('model=openai%3Amini');
  ask('Who?');
  await waitFor(() => expect(JSON.parse(body)).toMatchObject({ provider: 'openai', model: 'mini' }));
});

test('a research is a timeline: live, foldable, and its report can be had', async () => {
  const lines = new Lines();
  let body = '';
  const { container } = await open(
    new Service({ ...BASE, 'POST /api/chat/stream': (sent: string) => ((body = sent), lines.response) }),
    `${HERE}&research=1`,
  );
  ask('Everything?');
  lines.send(
    { ...META, research: 'server' },
    { type: 'research', iteration: 1, stage: 'plan' },
    delta(0, '## Research Plan\n\nLook.'),
  );
  expect(await screen.findByText('Plan')).toBeTruthy();
  lines.send(
    { type: 'research', iteration: 2, stage: 'update' },
    delta(23, 'Found.'),
    { type: 'research', iteration: 5, stage: 'conclusion' },
    delta(29, 'So.'),
  );
  await waitFor(() => expect(container.querySelectorAll('.stage')).toHaveLength(3));
  await waitFor(() =>
    expect([...container.querySelectorAll('.stage .prose')].map((text) => text.textContent?.trim())).toEqual([
      'Research Plan#\nLook.',
      'Found.',
      'So.',
    ]),
  );
  expect(container.querySelectorAll('.stage.is-live')).toHaveLength(1);
  expect(container.querySelectorAll('details[open]')).toHaveLength(3);
  lines.send(done(`${'x'.repeat(32)}`));
  const report = await screen.findByRole('link', { name: 'Download the report' });
  expect(report.getAttribute('href')).toBe('/api/chat/streams/s1/report');
  expect(JSON.parse(body)).toMatchObject({ research: 'server' });
});

test('a repository that cannot be read is asked about with a token, which is kept nowhere', async () => {
  const bodies: string[] = [];
  const service = new Service({
    ...BASE,
    'POST /api/chat/stream': (sent: string) => {
      bodies.push(sent);
      return bodies.length === 1 ? refusal(404, 'repository_not_found', 'Give an access token.') : new Lines().response;
    },
  });
  await open(service);
  expect(screen.queryByLabelText('Access token')).toBeNull();
  ask('Who goes there?');
  fireEvent.input(await screen.findByLabelText('Access token'), { target: { value: 'ghp_1' } });
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(bodies).toHaveLength(2));
  expect(bodies.map((sent) => (JSON.parse(sent) as { token?: string }).token)).toEqual([undefined, 'ghp_1']);
  expect(JSON.stringify([{ ...sessionStorage }, { ...localStorage }, location.href])).not.toContain('ghp_1');
});

test('a research that was stopped has a report of what is whole', async () => {
  const lines = new Lines();
  await open(new Service({ ...BASE, 'POST /api/chat/stream': () => lines.response }), `${HERE}&research=1`);
  ask('Everything?');
  const stopped = { type: 'error', code: 'cancelled', message: 'The answer was stopped.', retryable: false };
  lines.send(META, { type: 'research', iteration: 1, stage: 'plan' }, delta(0, 'Look.'));
  lines.send({ type: 'research', iteration: 2, stage: 'update' }, delta(5, 'Half'), stopped);
  expect(await screen.findByRole('link', { name: 'Download the report' })).toBeTruthy();
});

test('a stage that is asked for again stands once in the timeline, with its whole text', async () => {
  const lines = new Lines();
  const { container } = await open(
    new Service({ ...BASE, 'POST /api/chat/stream': () => lines.response }),
    `${HERE}&research=1`,
  );
  ask('Everything?');
  lines.send(META, { type: 'research', iteration: 1, stage: 'plan' }, delta(0, 'Look.'));
  lines.send({ type: 'research', iteration: 2, stage: 'update' }, delta(5, 'Hal'));
  await waitFor(() => expect(said(container)).toBe('Hal'));
  lines.send({ type: 'research', iteration: 2, stage: 'update' }, delta(8, 'Whole.'), done('Look.HalWhole.'));
  await waitFor(() => expect(said(container)).toBe('Whole.'));
  expect([...container.querySelectorAll('.stage .prose')].map((text) => text.textContent?.trim())).toEqual([
    'Look.',
    'Whole.',
  ]);
});

test('a research that did not go well is tried again as one', async () => {
  const bodies: string[] = [];
  const service = new Service({
    ...BASE,
    'POST /api/chat/stream': (sent: string) => (bodies.push(sent), refusal(422, 'invalid_request', 'No.')),
  });
  await open(service, `${HERE}&research=1`);
  ask('Everything?');
  const again = await screen.findByRole('button', { name: 'Try again' });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Deep Research' }));
  fireEvent.click(again);
  await waitFor(() => expect(bodies).toHaveLength(2));
  expect(JSON.parse(bodies[1] ?? '')).toMatchObject({ research: 'server' });
});

test('without a repository it asks for one, and takes no secret into the address', async () => {
  await open(new Service(BASE), '/ask');
  fireEvent.input(await screen.findByLabelText('Repository'), { target: { value: 'https://me:secret@host.org/o/r' } });
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(await screen.findByText(/^Leave user name and password out of the address/)).toBeTruthy();
  expect(location.search).toBe('');
  fireEvent.input(await screen.findByLabelText('Repository'), { target: { value: 'acme/rocket' } });
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
  expect(location.search).toBe(`?repo=${encodeURIComponent(REPO)}`);
  expect(await screen.findByText('What do you want to know?')).toBeTruthy();
});

test('nothing keeps anybody from asking', async () => {
  const lines = new Lines();
  const { container } = await open(new Service({ ...BASE, 'POST /api/chat/stream': () => lines.response }));
  ask('All well?');
  lines.send(
    META,
    { type: 'sources', passages: [{ path: 'a.c', start_line: 1, end_line: 1 }] },
    delta(0, 'Yes [a.c:1].'),
    done('Yes [a.c:1].'),
  );
  await screen.findByRole('button', { name: 'Copy' });
  await expectAccessible(container);
});
