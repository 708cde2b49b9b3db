import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from '../ui/Button';
import { useListedKeys } from '../ui/shortcuts';

interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const FIT: View = { x: 0, y: 0, scale: 1 };
const STEP = 1.25;
/** A hand that moves by less than these pixels presses, and does not drag. */
const STILL = 5;
const KEYS: Readonly<Record<string, (view: View) => View>> = {
  ArrowLeft: (view) => ({ ...view, x: view.x + 40 }),
  ArrowRight: (view) => ({ ...view, x: view.x - 40 }),
  ArrowUp: (view) => ({ ...view, y: view.y + 40 }),
  ArrowDown: (view) => ({ ...view, y: view.y - 40 }),
  '+': (view) => zoomed(view, STEP),
  '=': (view) => zoomed(view, STEP),
  '-': (view) => zoomed(view, 1 / STEP),
  '0': () => FIT,
};

function zoomed(view: View, by: number): View {
  const scale = Math.min(8, Math.max(0.25, view.scale * by));
  const grown = scale / view.scale;
  return { x: view.x * grown, y: view.y * grown, scale };
}

interface CanvasProps {
  drawing: SVGSVGElement;
  large?: boolean;
  children?: ComponentChildren;
}

/** A drawing that can be moved and zoomed by hand, wheel and keyboard. */
export function Canvas({ drawing, large = false, children }: CanvasProps) {
  const [view, setView] = useState(FIT);
  const stage = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const held = useRef<{ x: number; y: number; moved: number } | null>(null);
  useListedKeys('← ↑ → ↓', 'prose.keysMove');
  useListedKeys('+ -', 'prose.keysZoom');
  useListedKeys('0', 'prose.keyFit');

  useLayoutEffect(() => {
    sheet.current?.replaceChildren(drawing.cloneNode(true));
    setView(FIT);
  }, [drawing]);
  useLayoutEffect(() => {
    if (sheet.current !== null) {
      sheet.current.style.transform = view === FIT ? '' : `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
    }
  }, [view]);
  useEffect(() => {
    const box = stage.current;
    // Not by the wheel alone, while it stands in a text: that scrolls the page.
    const wheel = (event: WheelEvent) => {
      if (large || event.ctrlKey || event.metaKey) {
        event.preventDefault();
        setView((now) => zoomed(now, event.deltaY < 0 ? 1.1 : 1 / 1.1));
      }
    };
    box?.addEventListener('wheel', wheel, { passive: false });
    return () => box?.removeEventListener('wheel', wheel);
  }, [large]);

  return (
    <div class={large ? 'canvas canvas-large' : 'canvas'}>
      <div
        class="canvas-stage"
        ref={stage}
        tabIndex={0}
        role="group"
        aria-label={`${t('prose.diagram')}. ${t('prose.moveHint')}`}
        onKeyDown={(event) => {
          const change = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.key];
          if (change !== undefined) {
            event.preventDefault();
            setView(change);
          }
        }}
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse' || large || view !== FIT) {
            held.current = { x: event.clientX, y: event.clientY, moved: 0 };
            event.currentTarget.setPointerCapture(event.pointerId);
          }
        }}
        onPointerMove={(event) => {
          const from = held.current;
          if (from !== null) {
            const [x, y] = [event.clientX - from.x, event.clientY - from.y];
            held.current = { x: event.clientX, y: event.clientY, moved: from.moved + Math.abs(x) + Math.abs(y) };
            setView((now) => ({ ...now, x: now.x + x, y: now.y + y }));
          }
        }}
        onPointerUp={(event) => {
          // Who cannot drag presses what is to come into the middle.
          if (held.current !== null && held.current.moved < STILL && view.scale > 1) {
            const box = event.currentTarget.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2 - event.clientX, box.top + box.height / 2 - event.clientY];
            setView((now) => ({ ...now, x: now.x + x, y: now.y + y }));
          }
          held.current = null;
        }}
        onPointerCancel={() => (held.current = null)}
      >
        <div class="canvas-sheet" ref={sheet} />
      </div>
      <div class="canvas-tools no-print">
        <IconButton
          icon="add"
          size="small"
          label={t('prose.zoomIn')}
          onClick={() => setView((now) => zoomed(now, STEP))}
        />
        <IconButton
          icon="less"
          size="small"
          label={t('prose.zoomOut')}
          onClick={() => setView((now) => zoomed(now, 1 / STEP))}
        />
        <IconButton icon="fit" size="small" label={t('prose.fit')} onClick={() => setView(FIT)} />
        {children}
      </div>
    </div>
  );
}
