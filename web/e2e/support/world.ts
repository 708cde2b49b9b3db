import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { vi } from 'vitest';
import { Cable } from './cable';
import { freePort, Running } from './product';
import { Provider } from './provider';
import { makeRepository } from './repository';
import { written } from './script';
import { openBrowser, Visitor } from './visitor';

export type Order = Readonly<Record<string, unknown>> & { readonly repo_url: string };

interface JobState {
  readonly job: { readonly status: string };
}

interface KnownWiki {
  readonly id: string;
  readonly repo: string;
  readonly title: string;
}

const OVER = ['completed', 'partially_completed', 'failed', 'cancelled'];
const MODELS = {
  providers: { openai: { name: 'Scripted', customModels: false, models: [{ id: 'scripted', name: 'Script' }] } },
};

/** The model that a script speaks for, as an order and as an address name it. */
export const SCRIPTED = { provider: 'openai', model: 'scripted' };
export const ASKS_SCRIPTED = 'model=openai%3Ascripted';

/** The product as a user starts it, once for all tests of a file; a model that a script speaks for; and a browser. */
class World {
  provider!: Provider;
  #folder!: string;
  #environment!: Record<string, string>;
  #product!: Running;
  #browser!: Browser;
  #web!: string;
  #regular: Visitor | undefined;
  readonly #visitors: Visitor[] = [];
  readonly #cables: Cable[] = [];
  readonly #repositories = new Map<string, string>();

  async begin(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'deepwiki-browser-'));
    this.provider = await Provider.begin(written);
    const models = join(this.#folder, 'models.json');
    writeFileSync(models, JSON.stringify(MODELS));
    this.#environment = {
      DEEPWIKI_DATA_DIR: join(this.#folder, 'data'),
      DEEPWIKI_LOCAL_ROOTS: this.#folder,
      DEEPWIKI_MODELS_FILE: models,
      OPENAI_BASE_URL: this.provider.url,
      DEEPWIKI_CHAT_PROVIDER: 'builtin',
      // Found by words alone: vectors take a processor that the browser wants.
      DEEPWIKI_EMBEDDER_TYPE: 'none',
      // A new start takes up soon what was under way.
      DEEPWIKI_JOBS_LEASE: '2s',
      DEEPWIKI_CHAT_LEASE: '2s',
      DEEPWIKI_JOBS_WORKERS: '48',
      DEEPWIKI_PROVIDER_CONCURRENCY: '48',
      // The same ones after a new start: the browser knows no others.
      PORT: String(await freePort()),
      DEEPWIKI_WEB_PORT: String(await freePort()),
    };
    [this.#browser] = await Promise.all([openBrowser(), this.start()]);
  }

  async start(): Promise<void> {
    this.#product = this.run('up');
    this.#web = await this.#product.said(/event=ready api=\S+ web=(\S+)/);
  }

  async kill(): Promise<void> {
    await this.#product.kill();
  }

  /** Runs a command of the product beside the service. */
  run(command: string, environment: Readonly<Record<string, string>> = {}): Running {
    return new Running(command, this.#folder, { ...this.#environment, ...environment });
  }

  get data(): string {
    return join(this.#folder, 'data');
  }

  get api(): string {
    return `http://127.0.0.1:${this.#environment['PORT']}`;
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    this.provider?.end();
    await this.#product?.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The path of a repository of this name. */
  repository(name: string): string {
    const known = this.#repositories.get(name) ?? makeRepository(join(this.#folder, 'repositories', name));
    this.#repositories.set(name, known);
    return known;
  }

  /** Somebody with a browser of their own, until the test is over. */
  async visitor(options: BrowserContextOptions = {}, origin = this.#web): Promise<Visitor> {
    const visitor = await Visitor.of(this.#browser, origin, options);
    this.#visitors.push(visitor);
    return visitor;
  }

  /** A page of somebody who comes again and again, and whose browser knows the files already. */
  async visit(path: string): Promise<Page> {
    this.#regular ??= await Visitor.of(this.#browser, this.#web, {});
    return await this.#regular.open(path);
  }

  /** A way to the product that can be cut, until the test is over. */
  async cable(): Promise<Cable> {
    const cable = await Cable.to(this.#web);
    this.#cables.push(cable);
    return cable;
  }

  /** Everybody goes; and nobody may have met with what must never happen. */
  async leave(picture?: string): Promise<void> {
    const gone = this.#visitors.splice(0);
    const all = this.#regular === undefined ? gone : [this.#regular, ...gone];
    if (picture !== undefined) {
      await this.#keepPictures(all, picture);
    }
    await Promise.all(gone.map((visitor) => visitor.leave()));
    await this.#regular?.closePages();
    this.#cables.splice(0).forEach((cable) => cable.end());
    all.forEach((visitor) => visitor.expectHarmless());
  }

  async #keepPictures(visitors: readonly Visitor[], name: string): Promise<void> {
    const folder = join(tmpdir(), 'deepwiki-browser-failed');
    mkdirSync(folder, { recursive: true });
    const start = join(folder, name.replace(/\W+/g, '-'));
    writeFileSync(`${start}.log`, this.#product.words);
    const pages = visitors.flatMap((visitor) => visitor.pages);
    for (const [at, page] of pages.entries()) {
      const path = `${start}-${at}.png`;
      await page.screenshot({ path }).catch(() => {}); // a page that hangs has no picture
      console.error(`${page.url()} looked like this: ${path}`);
    }
  }

  /** Asks the web listener, as the UI does. */
  async call<T>(path: string, body?: object): Promise<T> {
    const sent = body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    };
    const response = await fetch(this.#web + path, sent);
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as T;
  }

  async order(order: Order): Promise<string> {
    return (await this.call<{ job_id: string }>('/api/wiki/jobs', order)).job_id;
  }

  async jobOver(id: string): Promise<string> {
    return await until(async () => {
      const { job } = await this.call<JobState>(`/api/wiki/jobs/${id}`);
      return OVER.includes(job.status) && job.status;
    });
  }

  /** The id of the wiki of a repository; the scripted model writes it if it is not there. */
  async wiki(name: string): Promise<string> {
    const repo = this.repository(name);
    const there = async () => (await this.call<KnownWiki[]>('/api/wikis')).find((wiki) => wiki.repo === repo)?.id;
    const id = await there();
    if (id !== undefined) {
      return id;
    }
    await this.jobOver(await this.order({ repo_url: repo, ...SCRIPTED }));
    return await until(there);
  }
}

export const world = new World();

/** Looks again and again until there is something. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<Exclude<T, false>>> {
  return (await vi.waitUntil(look, { timeout: 30_000, interval: 50 })) as NonNullable<Exclude<T, false>>;
}
