// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { HurriedClock } from '../../stream/testing/clocks';
import { Lines, Service } from '../../testing/lines';
import { Conversation } from './conversation';

afterEach(() => sessionStorage.clear());

const SUBJECT = { repo: 'https://github.com/acme/rocket' };
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
  sessionStorage.setItem(
    `deepwiki.ask.${SUBJECT.repo}@`,
    JSON.stringify([{ question: 'Still there?', research: false, stream: 's1' }]),
  );
  const talk = new Conversation(hurried({ [CONTENT]: awayAtFirst(lines) }).environment, SUBJECT);
  await vi.waitFor(() => expect(talk.running).toBeUndefined());
  expect(talk.exchanges.value.map(({ answer }) => [answer.phase.value, answer.text.text])).toEqual([['done', 'Here.']]);
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
