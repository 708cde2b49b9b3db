import { useEffect } from 'preact/hooks';
import { useEnvironment } from '../state/environment';

/** Milliseconds in which what was left is fetched again. */
const PATIENCE = 5_000;
const BY_HAND = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Whoever goes back is where they left: a browser scrolls before what stood there has been fetched again. Headings in the address and
 * whatever a person does go first.
 */
export function useReadingPlace(): void {
  const { clock } = useEnvironment();
  useEffect(() => {
    if (typeof ResizeObserver === 'undefined') {
      return;
    }
    const places = new Map<string, number>();
    let entry = '';
    let top = 0;
    let callOff = () => {};
    // With each piece that comes the page grows.
    const growth = new ResizeObserver(() => (entryNow() === entry ? window.scrollTo(0, top) : end()));
    const end = () => {
      top = 0;
      callOff();
      growth.disconnect();
    };
    const note = () => {
      if (top === 0) {
        places.set(entryNow(), window.scrollY);
      }
    };
    const goBack = () => {
      end();
      entry = entryNow();
      top = location.hash === '' ? (places.get(entry) ?? 0) : 0;
      if (top > 0) {
        growth.observe(document.body);
        callOff = clock.after(PATIENCE, end);
      }
    };
    window.addEventListener('scroll', note, { passive: true });
    window.addEventListener('popstate', goBack);
    BY_HAND.forEach((act) => window.addEventListener(act, end, { passive: true, capture: true }));
    return () => {
      end();
      window.removeEventListener('scroll', note);
      window.removeEventListener('popstate', goBack);
      BY_HAND.forEach((act) => window.removeEventListener(act, end, { capture: true }));
    };
  }, [clock]);
}

/** Which step of the history it is; its address, where a browser does not tell. */
function entryNow(): string {
  return window.navigation?.currentEntry?.key ?? location.href;
}
