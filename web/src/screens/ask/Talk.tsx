import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t, language } from '../../i18n';
import type { Citation } from '../../markdown/citation';
import { useEnvironment } from '../../state/environment';
import { useUrlState } from '../../state/url';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useListedKeys } from '../../ui/shortcuts';
import { ProblemNote } from '../../ui/states';
import { TokenField } from '../../ui/TokenField';
import { Conversation, type Subject } from './conversation';
import { ExchangeView } from './ExchangeView';
import { ModelChoice, modelIn } from './ModelChoice';
import { useFollow } from './useFollow';
import './ask.css';

interface TalkProps {
  subject: Subject;
  /** Of the answers. */
  answerLanguage?: string | undefined;
  onSource: (citation: Citation) => void;
  /** Whether sources can be opened here. */
  canOpen: boolean;
}

const STARTERS = ['ask.starter1', 'ask.starter2', 'ask.starter3'] as const;

/** Questions and answers on one repository: beside a wiki, or as a page of its own. */
export function Talk({ subject, answerLanguage, onSource, canOpen }: TalkProps) {
  const environment = useEnvironment();
  const talk = useMemo(() => new Conversation(environment, subject), [environment, subject.repo, subject.branch]);
  useEffect(() => () => talk.leave(), [talk]);
  const exchanges = talk.exchanges.value;
  const running = talk.running;
  const url = useUrlState();
  const research = url.get('research') !== '';
  const follow = useFollow();
  // Sent with questions, and forgotten with this view.
  const [token, setToken] = useState('');
  const isUnreadable = exchanges.at(-1)?.answer.problem.value?.code === 'repository_not_found';

  // What stands under a finished answer belongs to its end.
  useEffect(() => {
    if (running === undefined && exchanges.length > 0) {
      requestAnimationFrame(follow.grown);
    }
  }, [running]);

  const ask = (question: string, asResearch = research) => {
    follow.begin();
    const manner = { ...modelIn(url.get('model')), language: answerLanguage ?? language.value };
    talk.ask(question, { ...manner, research: asResearch, token });
  };

  return (
    <div class="talk" ref={follow.box}>
      <div class="talk-said">
        {exchanges.length === 0 && (
          <div class="talk-empty">
            <Icon name="chat" />
            <h2>{t('ask.emptyTitle')}</h2>
            <p class="soft">{t('ask.emptyAdvice')}</p>
            <div class="talk-starters">
              {STARTERS.map((starter) => (
                <Button key={starter} onClick={() => ask(t(starter))}>
                  {t(starter)}
                </Button>
              ))}
            </div>
          </div>
        )}
        {exchanges.map((exchange, at) => (
          <ExchangeView
            key={at}
            exchange={exchange}
            canOpen={canOpen}
            onSource={onSource}
            onDrawn={follow.grown}
            onAgain={running === undefined ? () => ask(exchange.question, exchange.research) : undefined}
          />
        ))}
        {exchanges.length > 0 && running === undefined && (
          <div class="talk-again">
            <Button size="small" kind="quiet" icon="add" onClick={() => talk.clear()}>
              {t('ask.clear')}
            </Button>
          </div>
        )}
      </div>
      <div class="talk-foot">
        {talk.problem.value !== null && <ProblemNote problem={talk.problem.value} />}
        {follow.away && running !== undefined && (
          <Button size="small" icon="down" onClick={follow.begin}>
            {t('ask.toEnd')}
          </Button>
        )}
        {(isUnreadable || token !== '') && <TokenField value={token} hint={t('ask.tokenHint')} onInput={setToken} />}
        <AskForm
          busy={running !== undefined}
          followUp={exchanges.length > 0}
          research={research}
          onAsk={ask}
          onStop={() => void talk.stop()}
          stopping={running?.answer.phase.value === 'stopping'}
          onResearch={(on) => url.set({ research: on ? '1' : '' })}
        />
      </div>
    </div>
  );
}

interface AskFormProps {
  busy: boolean;
  followUp: boolean;
  research: boolean;
  stopping: boolean;
  onAsk: (question: string) => void;
  onStop: () => void;
  onResearch: (on: boolean) => void;
}

/** Ask and Stop are two buttons: one that is both by turns asks again when it is pressed a moment too late. */
function AskForm({ busy, followUp, research, stopping, onAsk, onStop, onResearch }: AskFormProps) {
  const [question, setQuestion] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useListedKeys('Enter', 'ask.keyAsk');
  useListedKeys('Shift Enter', 'ask.keyNewLine');
  const submit = () => {
    if (!busy && question.trim() !== '') {
      onAsk(question);
      setQuestion('');
    }
  };
  return (
    <form
      class={busy ? 'ask-form is-busy' : 'ask-form'}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="hush" for="ask-question">
        {t('ask.question')}
      </label>
      <textarea
        id="ask-question"
        ref={box}
        rows={2}
        value={question}
        placeholder={t(followUp ? 'ask.followUp' : 'ask.placeholder')}
        onInput={(event) => setQuestion(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            submit();
          }
        }}
      />
      <div class="ask-tools">
        <ModelChoice />
        <label class="ask-research" title={t('ask.researchMeans')}>
          <input type="checkbox" checked={research} onChange={(event) => onResearch(event.currentTarget.checked)} />
          <span>{t('ask.research')}</span>
        </label>
        {busy && (
          <Button icon="stop" size="small" busy={stopping} onClick={onStop}>
            {t(stopping ? 'ask.stopping' : 'ask.stop')}
          </Button>
        )}
        <Button type="submit" kind="primary" size="small" icon="send" disabled={busy || question.trim() === ''}>
          {t('ask.ask')}
        </Button>
      </div>
    </form>
  );
}
