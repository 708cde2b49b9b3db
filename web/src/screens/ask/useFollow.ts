import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

export interface Follow {
  readonly box: RefObject<HTMLDivElement | null>;
  /** Whether the reader has scrolled away from the end. */
  readonly away: boolean;
  /** Goes to the end, and stays there. */
  readonly begin: () => void;
  /** There is more at the end. */
  readonly grown: () => void;
}

/** How near to the end is at the end. */
const NEAR = 90;

/** Stays at the end of what grows, as long as the reader does not scroll away from it. */
export function useFollow(): Follow {
  const box = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const following = useRef(true);
  const scroller = () => box.current?.closest<HTMLElement>('.panel') ?? document.documentElement;

  useEffect(() => {
    const frame = scroller();
    const target = frame === document.documentElement ? window : frame;
    const look = () => {
      following.current = frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;
      setAway(!following.current);
    };
    // Only what the reader does: our own scrolling, and a text that grows, say nothing of what he wants.
    const events = ['wheel', 'touchmove', 'keyup', 'scrollend'] as const;
    events.forEach((event) => target.addEventListener(event, look, { passive: true }));
    return () => events.forEach((event) => target.removeEventListener(event, look));
  }, []);

  const toEnd = () => {
    const frame = scroller();
    frame.scrollTop = frame.scrollHeight;
  };
  return {
    box,
    away,
    begin: () => {
      following.current = true;
      setAway(false);
      requestAnimationFrame(toEnd);
    },
    grown: () => {
      if (following.current) {
        toEnd();
      }
    },
  };
}
