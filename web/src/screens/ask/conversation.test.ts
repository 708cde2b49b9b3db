// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { HurriedClock } from '../../stream/testing/clocks';
import { loggedIn, session } from '../../state/session';
import { Lines, refusal, Service } from '../../testing/lines';
import { Conversation } from './conversation';

afterEach(() => {
  sessionStorage.clear();
  session.value = 'open';
});

const SUBJECT = { repo: 'https://github.com/acme/rocket' };
const NAME = `deepwiki.ask.${SUBJECT.repo}@`;
const PLAINLY = { language: 'en', research: false };
const CONTENT = 'GET /api/chat/streams/s1/content';
const meta = { type: 'meta', stream_id: 's1', repository: SUBJECT.repo, provider: 'p', model: 'm' };
const delta = (offset: number, text: string) => ({ type: 'delta', offset, text });
const done = (bytes: number) => ({ type: 'done', bytes, sha256: 'x', finish_reason: 'stop' });

/** A service in which the waits before another try are none. */
function hurried(answers: Readonly<Record<string, unknown>>): Service {
  const service = new Service(answers);
  Object.assign(service.environment, { clock: new HurriedClock() });
  return service;
}

/** Nobody is there so often; then these lines come. */
function awayAtFirst(lines: Lines): () => Response {
  let times = 0;
  return () => {
    times += 1;
    if (times <= 30) {
      throw new TypeError('network');
    }
    return lines.response;
  };
}

test('an answer goes on where it was, however long nobody can be reached', async () => {
  const [first, rest] = [new Lines(), new Lines()];
  const service = hurried({ 'POST /api/chat/stream': () => first.response, [CONTENT]: awayAtFirst(rest) });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Long?', PLAINLY);
  first.send(meta, delta(0, 'Half '));
  const answer = talk.running?.answer;
  await vi.waitFor(() => expect(answer?.text.text).toBe('Half '));
  rest.send(meta, delta(5, 'a day.'), done(11));
  first.break();
  await vi.waitFor(() => expect(answer?.phase.value).toBe('done'));
  expect(answer?.text.text).toBe('Half a day.');
  expect(service.calls(CONTENT)).toHaveLength(31);
});

test('a running answer is found again by a reload while nobody can be reached', async () => {
  const lines = new Lines();
  lines.send(meta, delta(0, 'Here.'), done(5));
  sessionStorage.setItem(NAME, JSON.stringify([{ question: 'Still there?', research: false, stream: 's1' }]));
  const talk = new Conversation(hurried({ [CONTENT]: awayAtFirst(lines) }).environment, SUBJECT);
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  expect(talk.exchanges.value.map(({ answer }) => [answer.phase.value, answer.text.text])).toEqual([['done', 'Here.']]);
});

test('a question whose answer has no name yet is found again by a reload, and asked once', async () => {
  const answers = [new Lines(), new Lines()];
  let names = 0;
  const service = new Service({ 'POST /api/chat/stream': () => answers.shift()?.response });
  Object.assign(service.environment, { newId: () => `name-${++names}` });
  const before = new Conversation(service.environment, SUBJECT);
  before.ask('Still there?', PLAINLY);
  await vi.waitFor(() => expect(service.asked).toHaveLength(1));
  before.leave();
  answers[0]?.send(meta, delta(0, 'Here.'), done(5));
  const talk = new Conversation(service.environment, SUBJECT);
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  expect(talk.exchanges.value.map(({ question, answer }) => [question, answer.text.text])).toEqual([
    ['Still there?', 'Here.'],
  ]);
  const [first, again] = service.asked;
  expect(again?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'));
  expect(again?.body).toEqual(first?.body);
  expect(sessionStorage.getItem(NAME)).toBe('[{"question":"Still there?","research":false,"stream":"s1"}]');
});

test('a question that was refused is not asked again by a reload', async () => {
  const service = new Service({ 'POST /api/chat/stream': () => refusal(422, 'invalid_request', 'No.') });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Hm?', PLAINLY);
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  const { exchanges } = new Conversation(service.environment, SUBJECT);
  expect(exchanges.value.map(({ question }) => question)).toEqual([]);
  expect(service.asked).toHaveLength(1);
});

test('a question that was refused for want of the access code is asked again when that was accepted, with its token', async () => {
  const lines = new Lines();
  const answers = [refusal(401, 'login_required', 'Log in.'), lines.response];
  const service = new Service({ 'POST /api/chat/stream': () => answers.shift() });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Still there?', { ...PLAINLY, token: 'ghp_1' });
  await vi.waitFor(() => expect(session.value).toBe('needed'));
  expect(talk.running).toBeDefined();
  loggedIn();
  lines.send(meta, delta(0, 'Here.'), done(5));
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  expect(talk.exchanges.value.map(({ answer }) => answer.text.text)).toEqual(['Here.']);
  expect(service.asked[1]?.body).toMatchObject({ token: 'ghp_1' });
});

test('an answer that the access code is missing for comes once more, whole', async () => {
  const [first, again] = [new Lines(), new Lines()];
  const answers = [first.response, refusal(401, 'login_required', 'Log in.'), again.response];
  const service = hurried({ 'POST /api/chat/stream': () => answers.shift(), [CONTENT]: () => answers.shift() });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Still there?', PLAINLY);
  first.send(meta, delta(0, 'Her'));
  await vi.waitFor(() => expect(talk.exchanges.value[0]?.answer.text.text).toBe('Her'));
  first.break();
  await vi.waitFor(() => expect(session.value).toBe('needed'));
  loggedIn();
  again.send(meta, delta(0, 'Her'), delta(3, 'e.'), done(5));
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  expect(talk.exchanges.value.map(({ answer }) => answer.text.text)).toEqual(['Here.']);
});

test('a question that was stopped before it began is not asked after the login', async () => {
  const service = new Service({ 'POST /api/chat/stream': () => refusal(401, 'login_required', 'Log in.') });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Really?', PLAINLY);
  await talk.stop();
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  loggedIn();
  expect(service.asked).toHaveLength(1);
});

test('that a stop did not go well is said until there is nothing to stop', async () => {
  const lines = new Lines();
  const service = new Service({
    'POST /api/chat/stream': () => lines.response,
    'POST /api/chat/streams/s1/cancel': () => refusal(503, 'database_away', 'Away.'),
  });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Long?', PLAINLY);
  lines.send(meta, delta(0, 'Once'));
  await vi.waitFor(() => expect(talk.exchanges.value[0]?.answer.text.text).toBe('Once'));
  await talk.stop();
  expect(talk.problem.value?.message).toBe('Away.');
  lines.send(done(4));
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  await vi.waitFor(() => expect(talk.problem.value).toBeNull());
});

test('that a stop did not go well is not said of a conversation that was begun anew', async () => {
  const lines = new Lines();
  const service = new Service({
    'POST /api/chat/stream': () => lines.response,
    'POST /api/chat/streams/s1/cancel': () => refusal(503, 'database_away', 'Away.'),
  });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Long?', PLAINLY);
  lines.send(meta, delta(0, 'Once'));
  await vi.waitFor(() => expect(talk.exchanges.value[0]?.answer.text.text).toBe('Once'));
  const stopped = talk.stop();
  talk.clear();
  await stopped;
  expect(talk.problem.value).toBeNull();
});

test('what is noticed again and again stands once', async () => {
  const lines = new Lines();
  const service = new Service({ 'POST /api/chat/stream': () => lines.response });
  const talk = new Conversation(service.environment, SUBJECT);
  talk.ask('Now?', PLAINLY);
  const busy = { type: 'notice', code: 'retrying', message: 'The model is busy.' };
  lines.send(meta, busy, busy, { ...busy, message: 'It is asked elsewhere.' }, delta(0, 'Here.'), done(5));
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  expect(talk.exchanges.value[0]?.answer.notices.value.map(({ message }) => message)).toEqual([
    'The model is busy.',
    'It is asked elsewhere.',
  ]);
});

test('a question with a token is kept nowhere before its answer has a name', () => {
  const service = new Service({ 'POST /api/chat/stream': () => new Lines().response });
  new Conversation(service.environment, SUBJECT).ask('Who?', { ...PLAINLY, token: 'ghp_1' });
  expect(sessionStorage.getItem(NAME)).toBeNull();
});

test('what is remembered fits into a question, in whatever letters it is written', async () => {
  const text = '世'.repeat(180_000);
  const bodies: string[] = [];
  const answer = (body: string) => {
    bodies.push(body);
    const lines = new Lines();
    lines.send(meta, delta(0, text), done(540_000));
    return lines.response;
  };
  const talk = new Conversation(new Service({ 'POST /api/chat/stream': answer }).environment, SUBJECT);
  for (const question of ['First?', 'Second?', 'Third?']) {
    talk.ask(question, PLAINLY);
    await vi.waitFor(() => expect(talk.running).toBeUndefined());
  }
  const { messages } = JSON.parse(bodies[2] ?? '') as { messages: { content: string }[] };
  expect(messages.map(({ content }) => content)).toEqual(['Second?', text, 'Third?']);
  expect(new TextEncoder().encode(bodies[2]).length).toBeLessThan(1 << 20);
});
