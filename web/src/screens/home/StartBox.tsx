import { useState } from 'preact/hooks';
import { readAddress, type Typed, type Understood } from '../../api/address';
import { queryOf } from '../../api/client';
import type { Models, WikiSummary } from '../../api/types';
import { language, t } from '../../i18n';
import { languageName } from '../../i18n/names';
import { useOrdering } from '../../state/order';
import { Button, ButtonLink } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { ProblemNote } from '../../ui/states';
import { AlreadyThere } from '../create/AlreadyThere';

/** The one box: says what it saw in what is typed, and starts. */
export function StartBox({ wikis, models }: { wikis: readonly WikiSummary[]; models: Models | undefined }) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const ordering = useOrdering('address');
  const seen = readAddress(typed);
  const start = () => {
    setTried(true);
    if (seen.kind === 'remote' || seen.kind === 'local') {
      void ordering.order(orderOf(seen), wikis);
    }
  };
  return (
    <section class="start">
      <h1>{t('home.headline')}</h1>
      <p class="soft start-lead">{t('home.lead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Field label={t('home.box')} quiet error={flaw(seen, tried)} hint={<Seen typed={seen} models={models} />}>
          {(wiring) => (
            <div class="start-box">
              <input
                {...wiring}
                class="input input-large"
                type="text"
                inputMode="url"
                autoComplete="off"
                autoCapitalize="off"
                spellcheck={false}
                placeholder="https://github.com/owner/repo"
                value={typed}
                onInput={(event) => {
                  setTyped(event.currentTarget.value);
                  setTried(false);
                }}
              />
              <Button type="submit" kind="primary" size="large" busy={ordering.busy}>
                {t('home.start')}
              </Button>
            </div>
          )}
        </Field>
      </form>
      <p class="start-more">
        <ButtonLink kind="quiet" size="small" icon="settings" href={`/new${queryOf(asQuery(seen))}`}>
          {t('home.options')}
        </ButtonLink>
      </p>
      {ordering.problem && ordering.already === null && <ProblemNote problem={ordering.problem} />}
      {ordering.already && <AlreadyThere already={ordering.already} ordering={ordering} />}
    </section>
  );
}

function Seen({ typed, models }: { typed: Typed; models: Models | undefined }) {
  if (typed.kind !== 'remote' && typed.kind !== 'local') {
    return <>{t('home.boxHint')}</>;
  }
  return (
    <span class="start-seen">
      <Icon name={typed.kind === 'local' ? 'folder' : 'branch'} />
      <span>
        <strong>{nameOf(typed)}.</strong>{' '}
        {models && t('home.plan', { language: languageName(language.value), model: defaultModel(models) })}
      </span>
    </span>
  );
}

function nameOf(typed: Understood): string {
  if (typed.kind === 'local') {
    return t('home.sawFolder', { path: typed.url });
  }
  return typed.branch === '' ? t('home.sawHost', { ...typed }) : t('home.sawBranch', { ...typed });
}

function defaultModel({ providers, defaultProvider, defaultModel: model }: Models): string {
  const provider = providers.find(({ id }) => id === defaultProvider);
  const name = provider?.models.find(({ id }) => id === model)?.name ?? model;
  return provider === undefined || provider.name === name ? name : `${provider.name} ${name}`;
}

/** While somebody types, only what cannot become an address any more is a mistake. */
function flaw(typed: Typed, tried: boolean): string | undefined {
  if (typed.kind === 'nothing') {
    return tried ? t('create.needsAddress') : undefined;
  }
  return typed.kind === 'refused' && (tried || typed.why === 'home.holdsSecret') ? t(typed.why) : undefined;
}

function orderOf({ url, branch }: Understood) {
  return { repo_url: url, language: language.value, ...(branch === '' ? {} : { branch }) };
}

/** What is refused stays here: it may hold a secret. */
function asQuery(typed: Typed): { repo?: string; branch?: string } {
  return typed.kind === 'remote' || typed.kind === 'local' ? { repo: typed.url, branch: typed.branch } : {};
}
