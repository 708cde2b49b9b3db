import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const PATIENCE = 90_000;

/** A command of the folder that ships, as it runs, and what it has said. */
export class Running {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #listeners = new Set<() => void>();
  #words = '';

  constructor(command: string, folder: string, environment: Readonly<Record<string, string>>) {
    this.#child = spawn(launcher(), [command], {
      cwd: folder,
      env: { ...inherited(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#ended = new Promise((done) => this.#child.on('exit', () => done()));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (words: string) => {
        this.#words += words;
        this.#listeners.forEach((listener) => listener());
      });
    }
  }

  get words(): string {
    return this.#words;
  }

  /** Waits until it has said what matches, and gives the first group. */
  async said(pattern: RegExp): Promise<string> {
    return await new Promise((found, failed) => {
      const fail = (why: string) => {
        clearTimeout(patience);
        failed(new Error(`${why} before it said ${pattern}:\n${this.#words}`));
      };
      const patience = setTimeout(() => fail('It took too long'), PATIENCE);
      const look = () => {
        const match = pattern.exec(this.#words);
        if (match !== null) {
          clearTimeout(patience);
          this.#listeners.delete(look);
          found(match[1] ?? '');
        }
      };
      this.#listeners.add(look);
      void this.#ended.then(() => fail('It ended'));
      look();
    });
  }

  /** Asks it to end, as Ctrl-C does, and waits. */
  async end(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }

  /** Ends it without a chance to say goodbye. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** What people would type. */
function launcher(): string {
  const folder = resolve(process.env['DEEPWIKI_DIST'] ?? '../bootstrap/target/deepwiki');
  if (!existsSync(join(folder, 'deepwiki.jar'))) {
    throw new Error(`There is no product in ${folder}: build it (mvn package), or name its folder in DEEPWIKI_DIST.`);
  }
  return join(folder, 'deepwiki');
}

/** No setting of whoever runs the tests. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'JAVA_HOME', 'TMPDIR'];
  const known = names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(known), LANG: 'C.UTF-8' };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
