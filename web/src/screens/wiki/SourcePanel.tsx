import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../api/client';
import type { SourceLines } from '../../api/types';
import { t } from '../../i18n';
import { citationName, type Citation } from '../../markdown/citation';
import { colourLines } from '../../markdown/colour';
import { languageOfFile } from '../../markdown/languages';
import { useResource, type Resource } from '../../state/resource';
import { Button, IconButton } from '../../ui/Button';
import { copyText } from '../../ui/copyText';
import { Icon } from '../../ui/Icon';
import { Empty, ProblemNote, ProblemView, Skeleton } from '../../ui/states';
import { Panel } from './Panel';

interface SourcePanelProps {
  /** Null if there is no wiki yet whose commit could be read. */
  wiki: string | null;
  writing?: boolean;
  place: Citation;
  onClose: () => void;
}

/** How many lines are shown around the cited ones. */
const AROUND = 40;
const MORE = 400;

interface Shown {
  readonly start: number;
  readonly end: number;
  /** On which side more was asked for last. */
  readonly more?: 'before' | 'behind';
}

/** The source of a citation: the lines that it names, in colour, with what stands around them. */
export function SourcePanel({ wiki, writing = false, place, onClose }: SourcePanelProps) {
  const { path, first, last } = place;
  const [shown, setShown] = useState<Shown>({ start: Math.max(1, first - AROUND), end: last + AROUND });
  const lines = useResource(wiki === null ? null : api.lines(wiki, path, shown.start, shown.end));
  const kept = useRef(lines.value);
  kept.current = lines.value ?? kept.current;
  const now = kept.current;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = path.slice(0, path.length - name.length);
  return (
    <Panel
      label={t('wiki.sourceOf', { place: citationName(place) })}
      onClose={onClose}
      head={
        <>
          <h2 class="panel-title mono" title={path}>
            <span class="soft small">{folder}</span>
            <span>
              {name}
              <span class="soft">:{first === last ? first : `${first}–${last}`}</span>
            </span>
          </h2>
          {now?.url != null && (
            <a
              class="button button-quiet button-icon"
              href={now.url}
              target="_blank"
              rel="noopener noreferrer"
              title={t('wiki.onHost')}
              aria-label={t('wiki.onHost')}
            >
              <Icon name="external" />
            </a>
          )}
          <IconButton icon="copy" label={t('wiki.copyPlace')} onClick={() => void copyText(citationName(place))} />
        </>
      }
    >
      {wiki === null ? (
        <Empty icon="clock" title={t(writing ? 'wiki.sourceLater' : 'wiki.sourceNone')} />
      ) : now === undefined ? (
        <div class="panel-pad">
          {lines.problem === undefined ? (
            <Skeleton rows={['line', 'short', 'line', 'line', 'short']} />
          ) : lines.problem.code === 'file_not_found' || lines.problem.code === 'out_of_range' ? (
            <Empty icon="search" title={t('wiki.sourceGone')}>
              {lines.problem.message !== '' && <p class="soft">{lines.problem.message}</p>}
            </Empty>
          ) : (
            <ProblemView problem={lines.problem} onRetry={lines.reload} />
          )}
        </div>
      ) : (
        <div class="source">
          {now.start_line > 1 && (
            <More
              lines={shown.more === 'before' ? lines : null}
              onMore={() => setShown({ start: Math.max(1, now.start_line - MORE), end: now.end_line, more: 'before' })}
              label={t('wiki.before')}
            />
          )}
          <Lines text={now.content} from={now.start_line} path={path} first={first} last={last} />
          {now.end_line < now.total_lines && (
            <More
              lines={shown.more === 'behind' ? lines : null}
              onMore={() => setShown({ start: now.start_line, end: now.end_line + MORE, more: 'behind' })}
              label={t('wiki.behind')}
            />
          )}
        </div>
      )}
    </Panel>
  );
}

interface MoreProps {
  label: string;
  /** What was asked for here; null if nothing was. */
  lines: Resource<SourceLines> | null;
  onMore: () => void;
}

/** To the lines that are not shown yet; if they could not be had it says so where they are missing. */
function More({ label, lines, onMore }: MoreProps) {
  const box = useRef<HTMLDivElement>(null);
  const problem = lines?.problem;
  useEffect(() => {
    if (problem !== undefined) {
      box.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [problem]);
  return (
    <div class="source-more" ref={box}>
      {problem === undefined ? (
        <Button size="small" kind="quiet" busy={lines?.loading === true} onClick={onMore}>
          {label}
        </Button>
      ) : (
        <ProblemNote problem={problem} {...(lines === null ? {} : { onRetry: lines.reload })} />
      )}
    </div>
  );
}

interface LinesProps {
  text: string;
  from: number;
  path: string;
  first: number;
  last: number;
}

function Lines({ text, from, path, first, last }: LinesProps) {
  const box = useRef<HTMLPreElement>(null);
  const lines = text.split('\n');
  const marked = (number: number) => number >= first && number <= last;

  useEffect(() => {
    let wanted = true;
    const language = languageOfFile(path);
    if (language !== undefined) {
      colourLines(text, language).then(
        (coloured) => {
          if (wanted && coloured !== null && box.current !== null) {
            box.current.querySelectorAll('.source-text').forEach((line, at) => {
              line.replaceChildren(coloured[at] ?? '');
            });
          }
        },
        () => {}, // without colours it can be read too
      );
    }
    return () => {
      wanted = false;
    };
  }, [text, path]);
  useLayoutEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>('.is-marked');
    const frame = box.current?.closest<HTMLElement>('.panel');
    if (mark != null && frame != null) {
      frame.scrollTop = mark.offsetTop - frame.clientHeight / 4;
    }
  }, [first]);

  return (
    <pre class="source-lines" ref={box} tabIndex={0} aria-label={path}>
      {lines.map((line, at) => (
        <span key={`${from}-${lines.length}-${at}`} class={marked(from + at) ? 'source-line is-marked' : 'source-line'}>
          <span class="source-number" data-number={from + at} aria-hidden="true" />
          <span class="source-text">{line}</span>
          {'\n'}
        </span>
      ))}
    </pre>
  );
}
