import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { api } from '../../api/client';
import type { Problem } from '../../api/problem';
import { language, t } from '../../i18n';
import { useOrdering } from '../../state/order';
import { useResource } from '../../state/resource';
import { Button } from '../../ui/Button';
import { ProblemNote } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import { AlreadyThere } from './AlreadyThere';
import { ContentPart } from './ContentPart';
import { FIELDS, flawsOf, orderOf, type Draft, type Flaws } from './draft';
import { ModelPart } from './ModelPart';
import { RepositoryPart } from './RepositoryPart';
import './create.css';

/** What a part of the form sees of it. */
export interface PartProps {
  draft: Draft;
  flaws: Flaws;
  set: (changes: Partial<Draft>) => void;
}

/** Orders a wiki, with everything that can be said about it. */
export default function NewWikiScreen() {
  useTitle(t('create.title'));
  const { query } = useLocation();
  const [draft, setDraft] = useState<Draft>(() => fresh(query));
  const [tried, setTried] = useState(false);
  const models = useResource(api.models());
  const languages = useResource(api.languages());
  const wikis = useResource(api.wikis());
  const ordering = useOrdering('everything');
  const form = useRef<HTMLFormElement>(null);

  // What is wrong is told when somebody wants to start, and from then on at once.
  const flaws: Flaws = { ...told(ordering.problem), ...(tried ? flawsOf(draft) : {}) };
  useFirstFlaw(form, flaws, ordering.problem);

  const start = () => {
    setTried(true);
    if (Object.keys(flawsOf(draft)).length === 0) {
      void ordering.order(orderOf(draft), wikis.value ?? []);
    } else {
      requestAnimationFrame(() => focusFirstFlaw(form.current));
    }
  };
  const part: PartProps = { draft, flaws, set: (changes) => setDraft((before) => ({ ...before, ...changes })) };
  return (
    <div class="page page-narrow">
      <header class="page-head">
        <div class="stack stack-tight">
          <h1>{t('create.title')}</h1>
          <p class="soft">{t('create.lead')}</p>
        </div>
      </header>
      <form
        ref={form}
        class="stack create"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <RepositoryPart {...part} />
        <ContentPart {...part} languages={languages.value?.supported_languages} />
        <ModelPart {...part} models={models.value} problem={models.problem} onRetry={models.reload} />
        {ordering.problem && ordering.already === null && !isAtField(ordering.problem) && (
          <ProblemNote problem={ordering.problem} />
        )}
        <div>
          <Button type="submit" kind="primary" size="large" busy={ordering.busy}>
            {t('create.start')}
          </Button>
        </div>
      </form>
      {ordering.already && <AlreadyThere already={ordering.already} ordering={ordering} />}
    </div>
  );
}

function fresh(query: Readonly<Record<string, string>>): Draft {
  return {
    address: query['repo'] ?? '',
    branch: query['branch'] ?? '',
    isPrivate: false,
    token: '',
    comprehensive: query['mode'] !== 'concise',
    language: query['language'] ?? language.value,
    pages: '',
    includedDirs: '',
    includedFiles: '',
    excludedDirs: '',
    excludedFiles: '',
    provider: '',
    model: '',
    maxTokens: '',
    maxCost: '',
  };
}

/** What the service found wrong, at the fields. A repository that is not found is one, too. */
function told(problem: Problem | undefined): Flaws {
  const flaws: Partial<Record<keyof Draft, string>> = {};
  for (const { field, message } of problem?.fields ?? []) {
    const place = FIELDS[field.replace(/\[.*$/, '')];
    if (place !== undefined) {
      flaws[place] ??= sentence(message);
    }
  }
  if (problem?.kind === 'missing') {
    flaws.address = problem.message;
  }
  return flaws;
}

/** The service says "must be …", as whoever reads it behind the name of a field wants it. */
function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1) + (/[.!?]$/.test(message) ? '' : '.');
}

function isAtField(problem: Problem): boolean {
  return Object.keys(told(problem)).length > 0;
}

/** Leads to what the service found wrong. */
function useFirstFlaw(form: { current: HTMLFormElement | null }, flaws: Flaws, problem: Problem | undefined): void {
  useEffect(() => {
    if (problem !== undefined && Object.keys(flaws).length > 0) {
      focusFirstFlaw(form.current);
    }
  }, [problem]);
}

function focusFirstFlaw(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const folded = field?.closest('details');
  if (folded) {
    folded.open = true;
  }
  field?.focus();
}
