import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';
import { citationName, type Citation } from '../../markdown/citation';
import { useMadeWiki } from '../../state/madeWiki';
import { useUrlState } from '../../state/url';
import { Button, IconButton } from '../../ui/Button';
import { ProblemView, Skeleton } from '../../ui/states';
import { useShortcut } from '../../ui/shortcuts';
import { useTitle } from '../../ui/useTitle';
import { AskPanel } from '../ask/AskPanel';
import { isWriting, useBook, type Book } from './book';
import { Colophon } from './Colophon';
import { Contents } from './Contents';
import { PageView } from './PageView';
import { pageUrl, readPlace, stayingQuery } from './place';
import { SearchDialog } from './SearchDialog';
import { SourcePanel } from './SourcePanel';
import { Unwritten } from './Unwritten';
import './wiki.css';

/** A wiki to be read, or what a job has written of one so far. */
export default function WikiScreen({ id = '', page }: { id?: string; page?: string }) {
  const { book, problem, reload } = useBook(id);
  useTitle(book?.title ?? '');
  useWayToWiki(book, page);
  if (book !== undefined) {
    return <Reader key={book.id} book={book} page={page} />;
  }
  return (
    <div class="page">
      {problem === undefined ? (
        <Skeleton rows={['title', 'line', 'line', 'short', 'card']} />
      ) : (
        <>
          <h1 class="hush">{t('wiki.wiki')}</h1>
          <ProblemView problem={problem} onRetry={reload} back={{ href: '/', text: t('wiki.toAll') }} />
        </>
      )}
    </div>
  );
}

/** Who reads along while a job writes is led to the wiki when it is there, to the same place in it. */
function useWayToWiki(book: Book | undefined, page: string | undefined): void {
  const { route } = useLocation();
  const made = useMadeWiki(book?.job);
  useEffect(() => {
    if (made !== undefined) {
      route(`${pageUrl(made.id, page)}${location.search}${location.hash}`, true);
    }
  }, [made?.id, page]);
}

function Reader({ book, page }: { book: Book; page: string | undefined }) {
  const { route } = useLocation();
  const url = useUrlState();
  const leaf =
    page === undefined
      ? book.leaves.find(({ state }) => state === 'written')
      : book.leaves.find(({ slug }) => slug === page);
  const source = readPlace(url.get('source'));
  const asks = url.get('ask') !== '' && book.wiki !== null;
  const [contents, setContents] = useState(false);
  useEffect(() => setContents(false), [leaf?.slug]);
  // What a job has written so far is in no index yet.
  const search = () => book.wiki !== null && url.set({ find: ' ' });
  useShortcut('/', 'wiki.goSearch', search);
  useShortcut('a', 'wiki.goAsk', () => book.wiki !== null && step({ ask: asks ? '' : '1', source: '' }));
  useShortcut('j', 'wiki.goNext', () => turn(1));
  useShortcut('k', 'wiki.goPrevious', () => turn(-1));

  const at = leaf === undefined ? -1 : book.leaves.indexOf(leaf);
  const turn = (by: number) => {
    const there = book.leaves[at + by];
    if (there !== undefined) {
      route(pageUrl(book.id, there.slug) + stayingQuery(url));
    }
  };
  // Links to pages do not know what is open beside them: they learn it while one is followed, before the router reads it.
  const take = ({ target }: MouseEvent) => {
    const link = target instanceof Element ? target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (link != null && href?.startsWith(`${pageUrl(book.id)}/`)) {
      link.setAttribute('href', link.pathname + stayingQuery(url) + link.hash);
      setTimeout(() => link.setAttribute('href', href));
    }
  };
  // What opens is a step in the history: on a phone it is closed by going back.
  const step = (values: Readonly<Record<string, string>>) => route(url.with(values) + location.hash);
  const open = ({ path, first, last }: Citation) => step({ source: citationName({ path, first, last }) });

  return (
    <div
      class={`reader ${source !== null || asks ? 'has-panel' : ''} ${contents ? 'shows-contents' : ''}`}
      onClickCapture={take}
    >
      <aside class="reader-side no-print" aria-label={t('wiki.contents')}>
        <div class="reader-side-head">
          {book.wiki !== null && (
            <Button icon="search" onClick={search}>
              {t('wiki.search')}
              <kbd aria-hidden="true">/</kbd>
            </Button>
          )}
          <IconButton icon="close" class="only-narrow" label={t('common.close')} onClick={() => setContents(false)} />
        </div>
        <Contents book={book} current={leaf?.slug} />
      </aside>

      <div class="reader-body">
        <div class="reader-bar no-print">
          <Button icon="list" size="small" onClick={() => setContents(true)}>
            {t('wiki.contents')}
          </Button>
          <span class="grow clip soft small">{book.title}</span>
          {book.wiki !== null && <IconButton icon="search" size="small" label={t('wiki.search')} onClick={search} />}
        </div>
        <Colophon book={book} page={leaf} asks={asks} onAsk={() => step({ ask: '1', source: '' })} />
        {leaf === undefined || leaf.state !== 'written' ? (
          <Unwritten book={book} leaf={leaf} page={page} />
        ) : (
          <PageView key={leaf.slug} book={book} leaf={leaf} onSource={open} />
        )}
      </div>

      {asks && book.wiki !== null && (
        <AskPanel wiki={book.wiki} covered={source !== null} onSource={open} onClose={() => url.set({ ask: '' })} />
      )}
      {source !== null && (
        <SourcePanel
          key={url.get('source')}
          wiki={book.wiki?.id ?? null}
          writing={isWriting(book)}
          place={source}
          onClose={() => url.set({ source: '' })}
        />
      )}
      {url.get('find') !== '' && book.wiki !== null && (
        <SearchDialog
          book={book}
          words={url.get('find').trim()}
          onWords={(words) => url.set({ find: words || ' ' })}
          onClose={() => url.set({ find: '' })}
        />
      )}
    </div>
  );
}
