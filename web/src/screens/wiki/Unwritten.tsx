import { t } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { Empty } from '../../ui/states';
import { isWriting, type Book, type Leaf } from './book';
import { pageUrl } from './place';

/** Instead of a page that is not there, or not yet. */
export function Unwritten({ book, leaf, page }: { book: Book; leaf: Leaf | undefined; page: string | undefined }) {
  const first = book.leaves.find(({ state }) => state === 'written');
  const writing = isWriting(book);
  const wanted = leaf !== undefined || page === undefined;
  const title = !wanted
    ? 'wiki.noPage'
    : leaf?.state === 'failed'
      ? 'wiki.pageFailed'
      : writing
        ? 'wiki.pageLater'
        : 'wiki.noPages';
  return (
    <div class="reader-none">
      <h1 class={leaf === undefined ? 'hush' : 'reader-title'}>{leaf?.title ?? book.title}</h1>
      <Empty icon={writing && wanted ? 'clock' : 'search'} title={t(title)}>
        {writing && wanted && <p class="soft">{t('wiki.pageLaterAdvice')}</p>}
        <div class="row">
          {first !== undefined && (
            <ButtonLink href={pageUrl(book.id, first.slug)} icon="book" kind="primary">
              {first.title}
            </ButtonLink>
          )}
          {book.job !== null && <ButtonLink href={`/jobs/${book.job.id}`}>{t('wiki.toJob')}</ButtonLink>}
        </div>
      </Empty>
    </div>
  );
}
