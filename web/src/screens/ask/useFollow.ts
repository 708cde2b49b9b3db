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
/** Milliseconds after a hand's move in which the page moves by it. */
const BY_HAND = 1_000;

/** Stays at the end of what grows, as long as the reader does not scroll away from it. */
export function useFollow(): Follow {
  const box = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const following = useRef(true);
  const scroller = () => box.current?.closest<HTMLElement>('.panel') ?? document.documentElement;

  useEffect(() => {
    const frame = scroller();
    const target = frame === document.documentElement ? window : frame;
    let touched = -Infinity;
    let top = frame.scrollTop;
    const touch = (event: Event) => {
      touched = event.timeStamp;
    };
    // Only who moves up by hand leaves: our own scrolling, and a text that grows or is laid out anew, move the page too.
    const look = (event: Event) => {
      const near = frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;
      if (near || (frame.scrollTop < top && event.timeStamp - touched < BY_HAND)) {
        following.current = near;
        setAway(!near);
      }
      top = frame.scrollTop;
    };
    const hands = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
    hands.forEach((event) => target.addEventListener(event, touch, { passive: true }));
    target.addEventListener('scroll', look, { passive: true });
    return () => {
      hands.forEach((event) => target.removeEventListener(event, touch));
      target.removeEventListener('scroll', look);
    };
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
