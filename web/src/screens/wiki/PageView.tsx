import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../../api/client';
import type { Cited } from '../../api/types';
import { t } from '../../i18n';
import type { Citation, CitationState } from '../../markdown/citation';
import { Prose, type ProseOptions } from '../../markdown/Prose';
import { useResource } from '../../state/resource';
import { Icon } from '../../ui/Icon';
import { ProblemView, Skeleton } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import type { Book, Leaf } from './book';
import { OnThisPage, type Place } from './OnThisPage';
import { pageUrl } from './place';

interface PageViewProps {
  book: Book;
  leaf: Leaf;
  onSource: (citation: Citation) => void;
}

/** One page: its text, what is on it, where it comes from, and where to go from here. */
export function PageView({ book, leaf, onSource }: PageViewProps) {
  const fetched = useResource(leaf.content === null ? api.wikiPage(book.id, leaf.slug) : null);
  const content = leaf.content ?? fetched.value?.content ?? undefined;
  const citations = fetched.value?.citations;
  const options = useMemo(() => optionsOf(book, citations), [book.id, citations]);
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useTitle(`${leaf.title} · ${book.title}`);
  useHeadingOfUrl(places);

  if (content === undefined) {
    return (
      <article class="reader-text">
        {fetched.problem === undefined ? (
          <Skeleton rows={['title', 'line', 'line', 'short', 'card', 'line']} />
        ) : (
          <>
            <h1 class="reader-title">{leaf.title}</h1>
            <ProblemView problem={fetched.problem} onRetry={fetched.reload} />
          </>
        )}
      </article>
    );
  }
  return (
    <div class="reader-page">
      <article class="reader-text">
        {!/^\s*# /.test(content) && <h1 class="reader-title">{leaf.title}</h1>}
        <Prose
          source={content}
          options={options}
          onSource={onSource}
          headingUrl={(slug) => `${location.origin}${pageUrl(book.id, leaf.slug)}#${encodeURIComponent(slug)}`}
          onDrawn={(text) => setPlaces(placesOf(text))}
        />
        <Files leaf={leaf} onSource={onSource} />
        <Onwards book={book} leaf={leaf} />
      </article>
      <OnThisPage key={leaf.slug} places={places} />
    </div>
  );
}

/** What the service found out about each citation of the page. */
function optionsOf(book: Book, citations: readonly Cited[] | null | undefined): ProseOptions {
  const states = new Map<string, CitationState>();
  for (const { path, start_line, end_line, state } of citations ?? []) {
    states.set(`${path}:${start_line}-${end_line}`, state);
  }
  const pages = new Set(book.leaves.map(({ slug }) => slug));
  return {
    stateOf: ({ path, first, last }) => states.get(`${path}:${first}-${last}`),
    // A page that was checked knows all citations that are there.
    unknown: citations == null ? 'unchecked' : 'unresolved',
    pageHref: (slug) => (pages.has(slug) ? pageUrl(book.id, slug) : undefined),
  };
}

function placesOf(text: HTMLElement): Place[] {
  return [...text.querySelectorAll<HTMLElement>('h2[id], h3[id]')].map((heading) => ({
    slug: heading.id.slice(2),
    title: heading.textContent ?? '',
    level: heading.tagName === 'H2' ? 2 : 3,
    element: heading,
  }));
}

/** Goes to the heading that the address names, when the text is there and when the name changes. */
function useHeadingOfUrl(places: readonly Place[]): void {
  useEffect(() => {
    const go = () => {
      const slug = decoded(location.hash.slice(1));
      const heading = slug === '' ? null : document.getElementById(`s-${slug}`);
      heading?.scrollIntoView();
      heading?.focus({ preventScroll: true });
    };
    go();
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, [places]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function Files({ leaf, onSource }: { leaf: Leaf; onSource: (citation: Citation) => void }) {
  if (leaf.filePaths.length === 0) {
    return null;
  }
  return (
    <details class="reader-files">
      <summary>{t('wiki.files', { count: leaf.filePaths.length })}</summary>
      <ul>
        {leaf.filePaths.map((path) => (
          <li key={path}>
            <button type="button" class="link-button mono" onClick={() => onSource({ path, first: 1, last: 1 })}>
              {path}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Related pages, and the ones before and behind. */
function Onwards({ book, leaf }: { book: Book; leaf: Leaf }) {
  const at = book.leaves.indexOf(leaf);
  const related = leaf.related.flatMap((slug) => book.leaves.find((other) => other.slug === slug) ?? []);
  const before = book.leaves[at - 1];
  const behind = book.leaves[at + 1];
  return (
    <footer class="onwards no-print">
      {related.length > 0 && (
        <section>
          <h2>{t('wiki.related')}</h2>
          <ul class="onwards-related">
            {related.map(({ slug, title }) => (
              <li key={slug}>
                <a href={pageUrl(book.id, slug)}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <nav class="onwards-turn" aria-label={t('wiki.turn')}>
        {before === undefined ? (
          <span />
        ) : (
          <a href={pageUrl(book.id, before.slug)} rel="prev">
            <span class="soft small">
              <Icon name="back" /> {t('wiki.previous')}
            </span>
            <span>{before.title}</span>
          </a>
        )}
        {behind !== undefined && (
          <a href={pageUrl(book.id, behind.slug)} rel="next" class="onwards-next">
            <span class="soft small">
              {t('wiki.next')} <Icon name="next" />
            </span>
            <span>{behind.title}</span>
          </a>
        )}
      </nav>
    </footer>
  );
}
