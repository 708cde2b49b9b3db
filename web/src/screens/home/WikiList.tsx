import { shortName } from '../../api/address';
import type { WikiSummary } from '../../api/types';
import { language, t, type Key } from '../../i18n';
import { formatAge } from '../../i18n/format';
import { languageName, shortCommit } from '../../i18n/names';
import { useNow } from '../../state/now';
import { useUrlState } from '../../state/url';
import { Age } from '../../ui/Age';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { useShortcut } from '../../ui/shortcuts';
import { Empty } from '../../ui/states';
import { useRef } from 'preact/hooks';

type Order = (a: WikiSummary, b: WikiSummary) => number;

const newest: Order = (a, b) => b.generated_at.localeCompare(a.generated_at);
const byText =
  (text: (wiki: WikiSummary) => string): Order =>
  (a, b) =>
    text(a).localeCompare(text(b), language.value, { numeric: true });

const ORDERS: Readonly<Record<string, { label: Key; order: Order }>> = {
  newest: { label: 'home.sortNewest', order: newest },
  title: { label: 'home.sortTitle', order: byText(({ title }) => title) },
  repository: { label: 'home.sortRepository', order: byText(({ repo }) => shortName(repo)) },
  behind: { label: 'home.sortBehind', order: (a, b) => Number(b.stale) - Number(a.stale) || newest(a, b) },
};

/** The finished wikis; what is searched for and how they are sorted is in the URL. */
export function WikiList({ wikis }: { wikis: readonly WikiSummary[] }) {
  const url = useUrlState();
  const box = useRef<HTMLInputElement>(null);
  useShortcut('/', 'home.search', () => box.current?.focus());
  const query = url.get('q');
  const sort = url.get('sort') in ORDERS ? url.get('sort') : 'newest';
  const shown = wikis.filter((wiki) => matches(wiki, query)).sort(ORDERS[sort]?.order ?? newest);
  return (
    <section class="stack" aria-labelledby="wikis">
      <div class="row row-apart">
        <h2 id="wikis">{t('home.wikis')}</h2>
        <div class="row wiki-tools">
          <Field label={t('home.search')} quiet>
            {(wiring) => (
              <input
                {...wiring}
                ref={box}
                class="input"
                type="search"
                placeholder={t('home.search')}
                value={query}
                onInput={(event) => url.set({ q: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('home.sort')} quiet>
            {(wiring) => (
              <select
                {...wiring}
                class="input input-auto"
                value={sort}
                onChange={(event) =>
                  url.set({ sort: event.currentTarget.value === 'newest' ? '' : event.currentTarget.value })
                }
              >
                {Object.entries(ORDERS).map(([value, { label }]) => (
                  <option key={value} value={value}>
                    {t(label)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </div>
      <p class="hush" role="status">
        {t('home.count', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <Empty icon="search" title={t('home.noMatch', { query })}>
          <Button onClick={() => url.set({ q: '' })}>{t('home.clearSearch')}</Button>
        </Empty>
      ) : (
        <ul class="wikis">
          {shown.map((wiki) => (
            <li key={wiki.id}>
              <WikiCard wiki={wiki} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function WikiCard({ wiki }: { wiki: WikiSummary }) {
  return (
    <a class="card wiki-card" href={`/wiki/${wiki.id}`}>
      <h3 lang={wiki.language}>{wiki.title}</h3>
      <p class="soft small clip" title={wiki.repo}>
        {shortName(wiki.repo)}
      </p>
      <p class="wiki-card-facts soft small">
        <span>{languageName(wiki.language)}</span>
        <span>{t('home.pages', { count: wiki.pages })}</span>
        {wiki.is_comprehensive === false && <span>{t('home.concise')}</span>}
      </p>
      <p class="row row-apart small soft">
        <span title={`${wiki.branch} ${wiki.commit}`}>
          {wiki.committed_at == null ? (
            <>
              <Age time={wiki.generated_at} />{' '}
              <span class="mono">{t('home.commit', { commit: shortCommit(wiki.commit) })}</span>
            </>
          ) : (
            <CommitAge at={wiki.committed_at} commit={wiki.commit} />
          )}
        </span>
        {wiki.stale && (
          <span title={t('home.behindWhy')}>
            <Badge tone="warn" icon="clock">
              {t('home.behind')}
            </Badge>
          </span>
        )}
      </p>
    </a>
  );
}

/** Of which commit the wiki is, and how old that is. */
function CommitAge({ at, commit }: { at: string; commit: string }) {
  const now = useNow();
  return <time dateTime={at}>{t('home.commitOf', { commit: shortCommit(commit), age: formatAge(at, now) })}</time>;
}

/** Every word has to be somewhere. */
function matches(wiki: WikiSummary, query: string): boolean {
  const text = `${wiki.title} ${wiki.repo} ${wiki.branch} ${languageName(wiki.language)}`.toLocaleLowerCase(
    language.value,
  );
  return query
    .toLocaleLowerCase(language.value)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
