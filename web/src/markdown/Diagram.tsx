import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { theme } from '../state/preferences';
import { Button, IconButton } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { saveFile } from '../ui/saveFile';
import { Canvas } from './Canvas';
import { drawDiagram, type DrawingStyle } from './mermaid';

interface DiagramProps {
  source: string;
  draw?: typeof drawDiagram;
}

/** A diagram: drawn, or as its text if it cannot be. */
export function Diagram({ source, draw = drawDiagram }: DiagramProps) {
  const host = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<SVGSVGElement | null>(null);
  const [tried, setTried] = useState(false);
  const [asText, setAsText] = useState(false);
  const [large, setLarge] = useState(false);
  const dark = useDark();
  // A drawing in the colours of before is better than none.
  const failed = tried && drawing === null;

  useEffect(() => {
    let wanted = true;
    draw(source, styleOf(host.current as HTMLDivElement, dark)).then(
      (svg) => {
        svg.classList.toggle('drawn-dark', dark);
        if (wanted) {
          setDrawing(svg);
        }
      },
      () => wanted && setTried(true),
    );
    return () => {
      wanted = false;
    };
  }, [source, dark]);

  return (
    <div class="diagram-box" ref={host}>
      {failed && <p class="soft small">{t('prose.notDrawn')}</p>}
      {!failed && drawing === null && (
        <span class="skeleton diagram-wait" role="status">
          <span class="hush">{t('prose.drawing')}</span>
        </span>
      )}
      {drawing !== null && !asText && (
        <Canvas drawing={drawing}>
          <IconButton icon="expand" size="small" label={t('prose.fullScreen')} onClick={() => setLarge(true)} />
          <IconButton icon="download" size="small" label={t('prose.download')} onClick={() => save(drawing)} />
        </Canvas>
      )}
      {(failed || asText) && (
        <pre tabIndex={0}>
          <code>{source}</code>
        </pre>
      )}
      {drawing !== null && (
        <div class="diagram-foot no-print">
          <Button size="small" kind="quiet" onClick={() => setAsText(!asText)}>
            {t(asText ? 'prose.showDrawing' : 'prose.showText')}
          </Button>
        </div>
      )}
      {large && drawing !== null && (
        <Dialog title={t('prose.diagram')} full onClose={() => setLarge(false)}>
          <Canvas drawing={drawing} large>
            <IconButton icon="download" label={t('prose.download')} onClick={() => save(drawing)} />
          </Canvas>
        </Dialog>
      )}
    </div>
  );
}

function save(drawing: SVGSVGElement): void {
  const text = new XMLSerializer().serializeToString(drawing);
  saveFile(new Blob([text], { type: 'image/svg+xml' }), 'diagram.svg');
}

/** Whether the page is dark, as chosen or as the system has it. */
function useDark(): boolean {
  const [system, setSystem] = useState(() => darkQuery()?.matches ?? false);
  useEffect(() => {
    const query = darkQuery();
    const follow = () => setSystem(query?.matches ?? false);
    query?.addEventListener('change', follow);
    return () => query?.removeEventListener('change', follow);
  }, []);
  return theme.value === 'system' ? system : theme.value === 'dark';
}

function darkQuery(): MediaQueryList | undefined {
  return window.matchMedia?.('(prefers-color-scheme: dark)');
}

/** The colours of the page, resolved: Mermaid computes with them, and knows no variables. */
function styleOf(place: HTMLElement, dark: boolean): DrawingStyle {
  const probe = document.createElement('span');
  place.append(probe);
  const colour = (name: string, fallback: string) => {
    probe.className = `probe-${name}`;
    return hex(getComputedStyle(probe).color) ?? fallback;
  };
  const style: DrawingStyle = {
    dark,
    font: getComputedStyle(place).fontFamily || 'sans-serif',
    paper: colour('surface', dark ? '#1b1c1f' : '#ffffff'),
    ink: colour('ink', dark ? '#e9e8e5' : '#1c1d20'),
    line: colour('line', dark ? '#7f838b' : '#86847d'),
    node: colour('node', dark ? '#172a3d' : '#e6f0f9'),
    group: colour('group', dark ? '#26282c' : '#f2f1ed'),
  };
  probe.remove();
  return style;
}

function hex(colour: string): string | undefined {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  return parts === null
    ? undefined
    : `#${[parts[1], parts[2], parts[3]].map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
}
