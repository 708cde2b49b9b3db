import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is said next; a promise is waited for. */
export type Step = string | Promise<unknown>;

export interface Message {
  readonly role: string;
  readonly content: string;
}

/** Holds whatever waits for it until it is opened. */
export class Gate {
  readonly passed: Promise<void>;
  open: () => void = () => {};

  constructor() {
    this.passed = new Promise((resolve) => (this.open = resolve));
  }
}

/** What the product wants of its model. */
export class Call {
  /** `left`: the product closed the connection before the end. */
  state: 'running' | 'complete' | 'left' = 'running';
  readonly messages: readonly Message[];

  constructor(messages: readonly Message[]) {
    this.messages = messages;
  }

  get task(): 'plan' | 'page' | 'research' | 'answer' {
    const told = this.messages[0]?.content ?? '';
    return told.startsWith('You plan a wiki')
      ? 'plan'
      : told.startsWith('You write one page')
        ? 'page'
        : told.startsWith('You research')
          ? 'research'
          : 'answer';
  }

  /** The title of the page, or what was asked. */
  get topic(): string {
    return this.#asked(/^(?:Page|Question|Topic): (.+)$/gm);
  }

  get repository(): string {
    return this.#asked(/<repository name="([^"]*)">/g);
  }

  /** What was asked last in this form: a page that is to be mended was named when it was ordered. */
  #asked(form: RegExp): string {
    const asked = this.messages.filter(({ role }) => role === 'user').map(({ content }) => content);
    return [...asked.join('\n').matchAll(form)].at(-1)?.[1] ?? '';
  }
}

/** The provider wants nothing of it, and says why by a word of its protocol. */
export class Refused {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** What is said to a call; undefined if that is left to what stands before. */
export type Script = (call: Call) => readonly Step[] | Refused | undefined;

/** A provider on loopback that streams what scripts say, in OpenAI's protocol. */
export class Provider {
  readonly calls: Call[] = [];
  readonly #scripts: Script[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async begin(script: Script): Promise<Provider> {
    const provider = new Provider();
    provider.#scripts.push(script);
    await new Promise<void>((resolve) => provider.#server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** The newest script that has an answer gives it. */
  says(script: Script): void {
    this.#scripts.push(script);
  }

  /** Says this to a question, or to a page of this title. */
  answers(topic: string, ...steps: readonly Step[]): void {
    this.says((call) => (call.topic === topic && call.task !== 'plan' ? steps : undefined));
  }

  /** The calls on a question, in the order in which they came. */
  callsOn(topic: string): Call[] {
    return this.calls.filter((call) => call.topic === topic);
  }

  end(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { messages } = JSON.parse(await bodyOf(request)) as { messages: Message[] };
    const call = new Call(messages);
    this.calls.push(call);
    const gone = new Promise<void>((resolve) => response.on('close', resolve));
    response.on('close', () => (call.state = response.writableFinished ? 'complete' : 'left'));
    const steps = this.#stepsOf(call);
    if (steps instanceof Refused) {
      response.writeHead(400, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { code: steps.code, message: 'No.' } }));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    for (const step of steps) {
      if (typeof step === 'string') {
        step.split(/(?<= )/).forEach((word) => response.write(chunk({ content: word }, null)));
      } else {
        await Promise.race([step, gone]);
      }
    }
    response.write(chunk({}, 'stop'));
    response.end('data: [DONE]\n\n');
  }

  #stepsOf(call: Call): readonly Step[] | Refused {
    for (const script of this.#scripts.toReversed()) {
      const steps = script(call);
      if (steps !== undefined) {
        return steps;
      }
    }
    return ['Nothing is known of this.'];
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let body = '';
  for await (const part of request) {
    body += part as string;
  }
  return body;
}

function chunk(delta: object, reason: string | null): string {
  const choices = [{ index: 0, delta, finish_reason: reason }];
  return `data: ${JSON.stringify({ id: '1', object: 'chat.completion.chunk', choices })}\n\n`;
}
