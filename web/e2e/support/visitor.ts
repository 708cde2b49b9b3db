import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever wants to go elsewhere finds nobody.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

const PATIENCE = 20_000;

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}

/** Debian's, or the one that `CHROMIUM` names. */
function chromiumPath(): string {
  const named = process.env['CHROMIUM'];
  const places = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'chromium'));
  const found = (named === undefined ? places : [named]).find(isProgram);
  if (found === undefined) {
    throw new Error('There is no chromium in PATH: install it, or name another one in CHROMIUM.');
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A person with a browser of their own. Notes whatever must never happen, on whichever page. */
export class Visitor {
  readonly #context: BrowserContext;
  readonly #origin: string;
  readonly #wrong: string[] = [];

  private constructor(context: BrowserContext, origin: string) {
    this.#context = context;
    this.#origin = origin;
  }

  static async of(browser: Browser, origin: string, options: BrowserContextOptions): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(context, origin);
    await visitor.#watch();
    return visitor;
  }

  /** @param first runs in the page before anything of ours does */
  async open(path: string, first?: () => void): Promise<Page> {
    const page = await this.#context.newPage();
    if (first !== undefined) {
      await page.addInitScript(first);
    }
    await page.goto(this.#origin + path);
    return page;
  }

  get pages(): readonly Page[] {
    return this.#context.pages();
  }

  async closePages(): Promise<void> {
    await Promise.all(this.#context.pages().map((page) => page.close()));
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }

  /** Nothing was executed, nothing was asked of anybody else, no script failed, no policy was broken. */
  expectHarmless(): void {
    expect(this.#wrong.splice(0)).toEqual([]);
  }

  async #watch(): Promise<void> {
    const note = (what: string) => void this.#wrong.push(what);
    await this.#context.exposeBinding('executed', ({ page }) => note(`executed on ${page.url()}`));
    this.#context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['data:', 'blob:', 'about:'].includes(protocol) && origin !== this.#origin) {
        note(`asked for ${request.url()}`);
      }
    });
    this.#context.on('weberror', (error) => note(`failed: ${error.error().stack}`));
    this.#context.on('console', (message) => {
      if (/content security policy/i.test(message.text())) {
        note(message.text());
      }
    });
  }
}
