import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { readAddress } from '../../api/address';
import { api } from '../../api/client';
import type { WikiSummary } from '../../api/types';
import { t } from '../../i18n';
import { citationName, type Citation } from '../../markdown/citation';
import { useResource } from '../../state/resource';
import { useUrlState } from '../../state/url';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { ProblemNote } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import { readPlace } from '../wiki/place';
import { SourcePanel } from '../wiki/SourcePanel';
import '../wiki/wiki.css';
import { Talk } from './Talk';
import './ask.css';

/** Ask as a page of its own: which repository, and then question and answer. */
export default function AskScreen() {
  const { route } = useLocation();
  const url = useUrlState();
  const repo = url.get('repo');
  const branch = url.get('branch');
  const wikis = useResource(api.wikis());
  const source = readPlace(url.get('source'));
  const wiki = wikiOf(wikis.value ?? [], repo, branch, url.get('wiki'));
  useTitle(repo === '' ? t('ask.title') : `${t('ask.title')}: ${repo.split('/').slice(-2).join('/')}`);
  const open = ({ path, first, last }: Citation) => route(url.with({ source: citationName({ path, first, last }) }));

  if (repo === '') {
    return (
      <div class="page page-narrow">
        <h1>{t('ask.title')}</h1>
        <p class="soft ask-lead">{t('ask.lead')}</p>
        {wikis.problem !== undefined && <ProblemNote problem={wikis.problem} onRetry={wikis.reload} />}
        <Repository
          wikis={wikis.value ?? []}
          onChosen={(chosen) => url.set({ repo: chosen.repo, branch: chosen.branch ?? '', wiki: chosen.id ?? '' })}
        />
      </div>
    );
  }
  return (
    <div class={source === null ? 'ask-page' : 'ask-page has-panel'}>
      <div class="ask-main">
        <div class="ask-about">
          <h1 class="clip" title={repo}>
            {repo.replace(/^https:\/\//, '')}
          </h1>
          {branch !== '' && <span class="soft small">{branch}</span>}
          <div class="row ask-ways">
            {wiki !== undefined && (
              <a class="button button-small" href={`/wiki/${wiki.id}`}>
                {t('ask.toWiki')}
              </a>
            )}
            <Button size="small" kind="quiet" onClick={() => url.set({ repo: '', branch: '', wiki: '', source: '' })}>
              {t('ask.another')}
            </Button>
          </div>
        </div>
        <Talk
          key={`${repo}@${branch}`}
          subject={{ repo, branch: branch === '' ? undefined : branch }}
          canOpen={wiki !== undefined}
          onSource={open}
        />
      </div>
      {source !== null && (
        <SourcePanel
          key={url.get('source')}
          wiki={wiki?.id ?? null}
          place={source}
          onClose={() => url.set({ source: '' })}
        />
      )}
    </div>
  );
}

/** The wiki whose commit sources are read at. */
function wikiOf(wikis: readonly WikiSummary[], repo: string, branch: string, id: string): WikiSummary | undefined {
  return (
    wikis.find((wiki) => wiki.id === id && wiki.repo === repo) ??
    wikis.find((wiki) => wiki.repo === repo && (branch === '' || wiki.branch === branch))
  );
}

interface Chosen {
  repo: string;
  branch?: string;
  id?: string;
}

function Repository({ wikis, onChosen }: { wikis: readonly WikiSummary[]; onChosen: (chosen: Chosen) => void }) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const seen = readAddress(typed);
  return (
    <div class="stack stack-loose">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          // What is refused stays out of the address of the page: it may hold a secret.
          if ('url' in seen) {
            onChosen({ repo: seen.url, branch: seen.branch });
          }
        }}
      >
        <Field
          label={t('ask.repository')}
          hint={t('ask.repositoryHint')}
          error={tried && seen.kind === 'refused' ? t(seen.why) : undefined}
        >
          {(wiring) => (
            <input
              {...wiring}
              class="input input-large"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              placeholder="owner/repo"
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setTried(false);
              }}
            />
          )}
        </Field>
        <div>
          <Button type="submit" kind="primary" disabled={seen.kind === 'nothing'}>
            {t('ask.goOn')}
          </Button>
        </div>
      </form>
      {wikis.length > 0 && (
        <section>
          <h2 class="ask-known">{t('ask.known')}</h2>
          <ul class="ask-wikis">
            {wikis.map((wiki) => (
              <li key={wiki.id}>
                <button type="button" class="card card-tight" onClick={() => onChosen(wiki)}>
                  <span class="strong">{wiki.title}</span>
                  <span class="soft small clip">
                    {wiki.repo} · {wiki.branch}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
