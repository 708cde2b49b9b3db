import { render } from 'preact';
import { colour } from './colour';
import { Diagram } from './Diagram';

/** Colours code and draws diagrams once they are about to be seen. Call `end` when the text goes. */
export class Enhancer {
  readonly #mounted = new Set<HTMLElement>();
  readonly #watcher =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '600px' });

  /** Takes care of the code in a finished piece of text. */
  add(piece: ParentNode): void {
    for (const code of piece.querySelectorAll<HTMLElement>('.code')) {
      if (this.#watcher === null) {
        this.#enhance(code);
      } else {
        this.#watcher.observe(code);
      }
    }
  }

  end(): void {
    this.#watcher?.disconnect();
    this.#mounted.forEach((host) => render(null, host));
    this.#mounted.clear();
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        this.#watcher?.unobserve(target);
        this.#enhance(target as HTMLElement);
      }
    }
  }

  #enhance(block: HTMLElement): void {
    const code = block.querySelector('code');
    const text = code?.textContent ?? '';
    if (code === null) {
      return;
    }
    if (block.classList.contains('diagram')) {
      block.replaceChildren();
      block.classList.replace('code', 'drawn');
      this.#mounted.add(block);
      render(<Diagram source={text} />, block);
      return;
    }
    colour(text, block.dataset['language'] ?? '').then(
      (coloured) => coloured !== null && code.replaceChildren(coloured),
      () => {}, // without colours it can be read too
    );
  }
}
