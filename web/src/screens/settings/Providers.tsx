import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { requirementOf } from '../../api/providers';
import type { Overview, Trial } from '../../api/types';
import { t } from '../../i18n';
import { formatDuration } from '../../i18n/format';
import { useAction } from '../../state/action';
import type { Resource } from '../../state/resource';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ProblemNote } from '../../ui/states';

/** Which language models can be asked, whether they answer, and how to add one. */
export function Providers({ overview }: { overview: Resource<Overview> }) {
  const section = useRef<HTMLElement>(null);
  const there = overview.value !== undefined;
  useEffect(() => {
    if (there && location.hash === '#providers') {
      section.current?.scrollIntoView();
    }
  }, [there]);
  return (
    <section class="stack" id="providers" aria-labelledby="models" ref={section}>
      <div class="stack stack-tight">
        <h2 id="models">{t('settings.providers')}</h2>
        <p class="soft">{t('settings.providersWhy')}</p>
      </div>
      {overview.value !== undefined ? (
        <ul class="providers">
          {overview.value.providers.map((provider) => (
            <li key={provider.id}>
              <Provider provider={provider} />
            </li>
          ))}
        </ul>
      ) : (
        overview.problem && <ProblemNote problem={overview.problem} onRetry={overview.reload} />
      )}
      <HowTo />
    </section>
  );
}

function Provider({ provider }: { provider: Overview['providers'][number] }) {
  const { id, name, configured, requires, running, running_limit } = provider;
  const { busy, problem, run } = useAction();
  const [trial, setTrial] = useState<Trial | undefined>(undefined);
  return (
    <div class="provider">
      <span class="strong">{name}</span>
      <span class="provider-state">
        {configured ? (
          <Badge tone="good" icon="check">
            {t('settings.configured')}
          </Badge>
        ) : (
          <Badge>{t('settings.notConfigured')}</Badge>
        )}
        <span class="soft small">
          {configured
            ? running_limit > 0 && running > 0 && t('settings.busyCalls', { count: running, most: running_limit })
            : t('settings.requires', { variable: requires ?? requirementOf(id) })}
        </span>
      </span>
      {configured && (
        <Button
          size="small"
          busy={busy}
          label={t('settings.testOf', { name })}
          onClick={() => {
            setTrial(undefined);
            void run(api.tryProvider(id)).then(setTrial);
          }}
        >
          {t('settings.test')}
        </Button>
      )}
      <div class="provider-trial" role="status">
        {trial && <Result trial={trial} />}
        {problem && <ProblemNote problem={problem} />}
      </div>
    </div>
  );
}

function Result({ trial }: { trial: Trial }) {
  return (
    <div class={trial.ok ? 'callout tone-good' : 'callout tone-bad'}>
      <Icon name={trial.ok ? 'check' : 'alert'} />
      <p>
        {trial.ok ? (
          t('settings.testOk', { model: trial.model ?? '', time: formatDuration(trial.latency_ms) })
        ) : (
          <>
            <strong>{t('settings.testFailed')}</strong> <span lang="en">{trial.error}</span>{' '}
            {trial.passing && t('settings.testPassing')}
          </>
        )}
      </p>
    </div>
  );
}

function HowTo() {
  return (
    <details class="how">
      <summary>{t('settings.how')}</summary>
      <ol class="stack stack-tight">
        <li>
          {t('settings.howFirst')}
          <pre class="how-code" tabIndex={0}>
            {'export OPENAI_API_KEY=…\nexport ANTHROPIC_API_KEY=…\nexport OLLAMA_HOST=http://localhost:11434'}
          </pre>
        </li>
        <li>
          {t('settings.howSecond')}
          <pre class="how-code" tabIndex={0}>
            {'./deepwiki down && ./deepwiki up'}
          </pre>
        </li>
        <li>{t('settings.howThird')}</li>
      </ol>
    </details>
  );
}
