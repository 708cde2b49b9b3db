import { useMemo } from 'preact/hooks';
import type { Passage } from '../../api/types';
import { t, type Key } from '../../i18n';
import { formatCount } from '../../i18n/format';
import { shortCommit } from '../../i18n/names';
import { citedText, type Citation } from '../../markdown/citation';
import { LiveProse } from '../../markdown/LiveProse';
import type { ProseOptions } from '../../markdown/Prose';
import { Button } from '../../ui/Button';
import { copyText } from '../../ui/copyText';
import { Icon } from '../../ui/Icon';
import { ProblemNote } from '../../ui/states';
import type { Answer } from './answer';
import type { Exchange } from './conversation';
import { Timeline } from './Timeline';

interface ExchangeViewProps {
  exchange: Exchange;
  canOpen: boolean;
  onSource: (citation: Citation) => void;
  onDrawn: () => void;
  /** Asks the same again; undefined while that is not possible. */
  onAgain: (() => void) | undefined;
}

/** A question and what is answered to it. */
export function ExchangeView({ exchange, canOpen, onSource, onDrawn, onAgain }: ExchangeViewProps) {
  const { question, answer, research } = exchange;
  const options = useOptions(answer);
  const open = (citation: Citation) => {
    const url = canOpen ? undefined : answer.sources.value.find(({ path }) => path === citation.path)?.url;
    if (url == null) {
      onSource(citation);
    } else {
      window.open(url, '_blank', 'noopener,noreferrer');
    }
  };
  return (
    <section class="exchange">
      <h2 class="exchange-question">{question}</h2>
      {research ? (
        <Timeline answer={answer} options={options} onSource={open} onDrawn={onDrawn} />
      ) : (
        <LiveProse text={answer.text} options={options} onSource={open} onDrawn={onDrawn} />
      )}
      <Status answer={answer} />
      <Notices answer={answer} />
      {answer.problem.value !== null && (
        <ProblemNote problem={answer.problem.value} {...(onAgain === undefined ? {} : { onRetry: onAgain })} />
      )}
      {answer.over && (
        <div class="exchange-foot">
          {answer.text.text !== '' && (
            <Button size="small" kind="quiet" icon="copy" onClick={() => void copyText(answer.text.text)}>
              {t('ask.copy')}
            </Button>
          )}
          {research && hasReport(answer) && answer.streamId.value !== null && (
            <a
              class="button button-small button-quiet"
              href={`/api/chat/streams/${encodeURIComponent(answer.streamId.value)}/report`}
              download="research.md"
            >
              <Icon name="download" />
              <span>{t('ask.report')}</span>
            </a>
          )}
          {answer.phase.value === 'stopped' && onAgain !== undefined && (
            <Button size="small" kind="quiet" icon="retry" onClick={onAgain}>
              {t('ask.again')}
            </Button>
          )}
          <span class="grow" />
          <Facts answer={answer} />
        </div>
      )}
      <Sources passages={answer.sources.value} onSource={onSource} canOpen={canOpen} />
    </section>
  );
}

/** Of a research that was stopped there is one, too: of the stages that are whole. */
function hasReport(answer: Answer): boolean {
  return answer.phase.value === 'done' || answer.stages.value.length > 1;
}

const LINKS: Partial<Record<Answer['link']['value'], Key>> = {
  connecting: 'ask.connecting',
  reconnecting: 'ask.reconnecting',
  away: 'ask.away',
};

/** What is going on, in words that change seldom: they are read aloud. */
function Status({ answer }: { answer: Answer }) {
  const phase = answer.phase.value;
  const key: Key | undefined =
    phase === 'stopped'
      ? 'ask.stopped'
      : phase === 'stopping'
        ? 'ask.stopping'
        : phase !== 'running'
          ? undefined
          : (LINKS[answer.link.value] ?? (answer.begun.value ? undefined : progressOf(answer)));
  return (
    <p class="exchange-status" role="status">
      {key !== undefined && (
        <>
          {phase !== 'stopped' && <Icon name="spinner" spin />}{' '}
          {key === 'ask.indexing' ? answer.notices.value.at(-1)?.message : t(key)}
        </>
      )}
      {phase === 'done' && <span class="hush">{t('ask.done')}</span>}
    </p>
  );
}

function progressOf(answer: Answer): Key {
  return answer.notices.value.at(-1)?.code === 'indexing'
    ? 'ask.indexing'
    : answer.sources.value.length > 0
      ? 'ask.reading'
      : 'ask.searching';
}

/** What the service said beside the answer, but for how it got there. */
function Notices({ answer }: { answer: Answer }) {
  const notices = answer.notices.value.filter(({ code }) => code !== 'indexing');
  if (notices.length === 0) {
    return null;
  }
  return (
    <ul class="exchange-notices">
      {notices.map(({ code, message }, at) => (
        <li key={`${code}-${at}`}>
          <Icon name="alert" />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ answer }: { answer: Answer }) {
  const about = answer.about.value;
  const usage = answer.usage.value;
  return (
    <span class="soft small">
      {[
        about?.model,
        about?.commit && shortCommit(about.commit),
        usage === null
          ? undefined
          : t('ask.tokens', { tokens: formatCount(usage.prompt_tokens + usage.completion_tokens) }),
      ]
        .filter((fact) => fact !== undefined)
        .join(' · ')}
    </span>
  );
}

interface SourcesProps {
  passages: readonly Passage[];
  onSource: (citation: Citation) => void;
  canOpen: boolean;
}

/** The passages that the model has read. */
function Sources({ passages, onSource, canOpen }: SourcesProps) {
  if (passages.length === 0) {
    return null;
  }
  return (
    <details class="exchange-sources">
      <summary>{t('ask.sources', { count: passages.length })}</summary>
      <ol>
        {passages.map(({ path, start_line, end_line, symbol, url }) => {
          const lines = start_line === end_line ? `${start_line}` : `${start_line}–${end_line}`;
          const words = (
            <>
              <span class="mono">
                {path}:{lines}
              </span>
              {symbol != null && <span class="soft"> {symbol}</span>}
            </>
          );
          return (
            <li key={`${path}:${lines}`}>
              {canOpen || url == null ? (
                <button
                  type="button"
                  class="link-button"
                  onClick={() => onSource({ path, first: start_line, last: end_line })}
                >
                  {words}
                </button>
              ) : (
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {words}
                </a>
              )}
            </li>
          );
        })}
      </ol>
    </details>
  );
}

/** What is known of the citations: which files were read, and at the end which lines are not there. */
function useOptions(answer: Answer): ProseOptions {
  const lost = answer.notices.value.find(({ code }) => code === 'unresolved_citations')?.message ?? '';
  return useMemo(() => {
    const gone = new Set<string>();
    for (const [, inner] of lost.matchAll(/\[([^[\]]+)\]/g)) {
      citedText(inner ?? '')?.citations.forEach(({ path, first, last }) => gone.add(`${path}:${first}-${last}`));
    }
    return {
      lower: 1,
      unknown: 'unchecked',
      stateOf: ({ path, first, last }: Citation) => {
        if (gone.has(`${path}:${first}-${last}`)) {
          return 'unresolved';
        }
        return answer.sources.value.some((passage) => passage.path === path) ? 'unchecked' : undefined;
      },
    };
  }, [answer, lost]);
}
