import { useEffect, useRef } from 'preact/hooks';
import type { Citation } from './citation';
import { Enhancer } from './enhance';
import { markdownLabels } from './labels';
import { LiveMarkdown } from './live';
import { press, type ProseOptions } from './Prose';
import './prose.css';

/** A text that grows until it is over. */
export interface GrowingText {
  /** All of it so far. */
  readonly text: string;
  readonly over: boolean;
  /** Calls when there is more, or when it is over. The answer stops the calls. */
  onGrown(listener: () => void): () => void;
}

interface LiveProseProps {
  text: GrowingText;
  options: ProseOptions;
  onSource: (citation: Citation) => void;
  /** Called after each drawing. */
  onDrawn?: () => void;
}

/** Milliseconds from one drawing to the next: words at a hundred a second flow, and most of the time is left for the reader. */
const BETWEEN = 30;

/** A Markdown text as it comes: drawn in every other frame at most, and only what is new. */
export function LiveProse({ text, options, onSource, onDrawn }: LiveProseProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef(onDrawn);
  drawn.current = onDrawn;
  useEffect(() => {
    const enhancer = new Enhancer();
    const live = new LiveMarkdown(host.current as HTMLDivElement, { ...options, labels: markdownLabels() }, (block) =>
      enhancer.add(block),
    );
    let taken = 0;
    let frame = 0;
    let ended = false;
    let last = 0;
    const draw = (now = 0) => {
      frame = 0;
      if (now > 0 && now - last < BETWEEN) {
        schedule();
        return;
      }
      last = now;
      live.append(text.text.slice(taken));
      taken = text.text.length;
      const more = live.draw();
      if (more) {
        schedule();
      } else if (text.over && !ended) {
        ended = true;
        live.finish();
      }
      drawn.current?.();
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const stop = text.onGrown(schedule);
    draw();
    return () => {
      stop();
      cancelAnimationFrame(frame);
      enhancer.end();
    };
  }, [text, options]);
  return <div class="prose prose-plain prose-live" ref={host} onClick={(event) => press(event, onSource)} />;
}
