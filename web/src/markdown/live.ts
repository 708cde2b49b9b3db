import type { MarkdownIt, Token } from 'markdown-it';
import { renderBlocks } from './blocks';
import { cutOf, lineStart } from './cuts';
import { OpenFence, openingOf } from './openFence';
import type { MarkdownOptions } from './options';
import { copyOf, markdownParser, newEnv, type TextEnv } from './parser';

/** An open block that is longer than this is cut. */
const OPEN = 4_096;
/** So many blocks stand together: a browser that skips what is not seen has to look at each box that may be skipped, in every frame. */
const SHELF = 24;
/** How much of a text that came at once is drawn at once. */
const STEP = 8_192;

/**
 * Draws a Markdown text while it comes. A block that is finished is drawn once; anew is drawn only the open one at the end, of which no more
 * than a few thousand characters are open. What has come is kept until `draw`, so that any number of pieces cost one drawing.
 */
export class LiveMarkdown {
  readonly #host: HTMLElement;
  readonly #tailBox = document.createElement('div');
  readonly #openText = document.createTextNode('');
  readonly #parser: MarkdownIt;
  readonly #finished: (block: HTMLElement) => void;
  #env: TextEnv = newEnv();
  #shelf = newShelf();
  #whole = '';
  #waiting = '';
  /** What comes after the last finished block. */
  #tail = '';
  /** What is read before the tail, when its block was cut. */
  #prefix = '';
  #goesOn = false;
  #fence: { open: OpenFence; block: HTMLElement } | null = null;
  /** From which length on it is looked again whether a block that cannot be cut has ended; 0 if there is none. */
  #lookAgainAt = 0;

  /** @param finished is told each block that will not change any more */
  constructor(host: HTMLElement, options: MarkdownOptions, finished: (block: HTMLElement) => void = () => {}) {
    this.#host = host;
    this.#parser = markdownParser(options);
    this.#finished = finished;
    this.#tailBox.className = 'tail';
    host.replaceChildren(this.#shelf, this.#tailBox);
  }

  append(text: string): void {
    this.#waiting += text;
  }

  /** Draws what has come, or some of it: true if more waits. */
  draw(): boolean {
    if (this.#waiting !== '') {
      this.#take(STEP, false);
      this.#settle();
      this.#drawTail();
    }
    return this.#waiting.length > 1;
  }

  /** Draws what is left: nothing comes any more. */
  finish(): void {
    while (this.#waiting !== '') {
      this.#take(STEP, true);
      this.#settle();
    }
    if (this.#fence !== null) {
      this.#fence.open.end(this.#tail);
      this.#closeFence();
    } else if (this.#tail.trim() !== '') {
      this.#finish(this.#tail);
    }
    this.#tail = '';
    this.#tailBox.replaceChildren();
    if (Object.keys(this.#env.references).length > 0) {
      this.#drawWhole();
    }
  }

  /** Ends of lines are as the parser wants them; a carriage return at the end may be half of one. */
  #take(most: number, last: boolean): void {
    let end = Math.min(most, this.#waiting.length);
    const cutsPair = /[\uD800-\uDBFF\r]/.test(this.#waiting.charAt(end - 1));
    end -= cutsPair && !(last && end === this.#waiting.length) ? 1 : 0;
    const text = this.#waiting.slice(0, end).replace(/\r\n?/g, '\n').replace(/\0/g, '\uFFFD');
    this.#waiting = this.#waiting.slice(end);
    this.#whole += text;
    this.#tail += text;
  }

  /** Draws all blocks that are finished. */
  #settle(): void {
    while (this.#fence === null ? this.#step() : this.#fenceStep()) {
      // goes on as long as something gets finished
    }
  }

  #fenceStep(): boolean {
    const { taken, closed } = this.#fence!.open.take(this.#tail);
    this.#tail = this.#tail.slice(taken);
    if (closed) {
      this.#closeFence();
    }
    return closed;
  }

  #closeFence(): void {
    this.#finished(this.#fence!.block);
    this.#fence = null;
  }

  #step(): boolean {
    if (!this.#goesOn) {
      this.#tail = this.#tail.replace(/^(?:[ \t]*\n)+/, '');
      if (this.#beginFence()) {
        return true;
      }
    }
    if (this.#tail.length < this.#lookAgainAt) {
      return false;
    }
    // Whether a block has ended is decided by whole lines: `#` may become the text `#1`.
    const lines = this.#tail.slice(0, this.#tail.lastIndexOf('\n') + 1);
    const tokens = this.#blockTokens(lines);
    const starts = tokens.filter((token) => token.level === 0 && token.nesting !== -1 && token.map !== null);
    const last = starts.at(-1)?.map?.[0] ?? 0;
    if (starts.length > 1 && last > 0) {
      this.#finishTo(lineStart(this.#prefix + lines, last) - this.#prefix.length);
      return true;
    }
    return this.#tail.length > OPEN && this.#cut();
  }

  #blockTokens(text: string): Token[] {
    const tokens: Token[] = [];
    this.#parser.block.parse(this.#prefix + text, this.#parser, copyOf(this.#env), tokens);
    return tokens;
  }

  #cut(): boolean {
    const text = this.#prefix + this.#tail;
    const cut = cutOf(this.#blockTokens(this.#tail), text, this.#prefix);
    const at = cut === null ? 0 : cut.at - this.#prefix.length;
    if (cut === null || at <= 0) {
      this.#lookAgainAt = Math.ceil(this.#tail.length * 1.5);
      return false;
    }
    const nextItem = cut.items === 0 ? 0 : (this.#env.nextItem || cut.start) + cut.items;
    this.#finish(this.#tail.slice(0, at), true);
    this.#tail = this.#tail.slice(at);
    this.#prefix = cut.prefix;
    this.#env.nextItem = nextItem;
    this.#goesOn = true;
    return true;
  }

  #finishTo(end: number): void {
    this.#finish(this.#tail.slice(0, end));
    this.#tail = this.#tail.slice(end);
  }

  #finish(text: string, cut = false): void {
    const blocks = renderBlocks(this.#parser, this.#prefix + text, this.#env);
    const drawn = [...blocks.children] as HTMLElement[];
    drawn[0]?.classList.toggle('goes-on', this.#goesOn);
    drawn.at(-1)?.classList.toggle('cut', cut);
    this.#put(blocks);
    this.#prefix = '';
    this.#env.nextItem = 0;
    this.#goesOn = false;
    this.#lookAgainAt = 0;
    drawn.forEach((block) => this.#finished(block));
  }

  /** Blocks that stay. */
  #put(blocks: DocumentFragment): void {
    if (this.#shelf.childElementCount >= SHELF) {
      this.#shelf.classList.add('full');
      this.#shelf = newShelf();
      this.#host.insertBefore(this.#shelf, this.#tailBox);
    }
    this.#shelf.append(blocks);
  }

  #beginFence(): boolean {
    const opening = openingOf(this.#tail);
    if (opening === null) {
      return false;
    }
    const empty = `${opening.line}${opening.mark.repeat(opening.length)}\n`;
    const blocks = renderBlocks(this.#parser, empty, this.#env);
    const block = blocks.firstElementChild as HTMLElement;
    const code = block.querySelector('code');
    if (code === null) {
      return false;
    }
    this.#put(blocks);
    this.#fence = { open: new OpenFence(opening, code), block };
    this.#tail = this.#tail.slice(opening.line.length);
    return true;
  }

  #drawTail(): void {
    if (this.#fence !== null) {
      this.#tailBox.replaceChildren();
    } else if (this.#lookAgainAt > 0) {
      this.#drawAsText();
    } else {
      const blocks = renderBlocks(this.#parser, this.#prefix + this.#tail, copyOf(this.#env), 'open');
      blocks.firstElementChild?.classList.toggle('goes-on', this.#goesOn);
      this.#tailBox.replaceChildren(blocks);
    }
  }

  /** A long block that cannot be cut: its letters until it has ended. */
  #drawAsText(): void {
    if (this.#openText.parentNode?.parentNode !== this.#tailBox) {
      const box = document.createElement('div');
      box.className = 'open-text';
      box.dir = 'auto';
      this.#openText.data = '';
      box.append(this.#openText);
      this.#tailBox.replaceChildren(box);
    }
    this.#openText.appendData(this.#tail.slice(this.#openText.length));
  }

  /** A definition of a link may stand behind its use: then the blocks before it have to be drawn again. */
  #drawWhole(): void {
    this.#env = newEnv();
    const blocks = renderBlocks(this.#parser, this.#whole, this.#env);
    const drawn = [...blocks.children] as HTMLElement[];
    this.#host.replaceChildren();
    for (let at = 0; at < drawn.length; at += SHELF) {
      const shelf = newShelf();
      shelf.classList.add('full');
      shelf.append(...drawn.slice(at, at + SHELF));
      this.#host.append(shelf);
    }
    drawn.forEach((block) => this.#finished(block));
  }
}

function newShelf(): HTMLElement {
  const shelf = document.createElement('div');
  shelf.className = 'shelf';
  return shelf;
}
