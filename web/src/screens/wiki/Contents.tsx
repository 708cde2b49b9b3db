import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n';
import { Icon, type IconName } from '../../ui/Icon';
import type { Book, Leaf } from './book';
import { pageUrl } from './place';

/** The tree of chapters and pages. */
export function Contents({ book, current }: { book: Book; current: string | undefined }) {
  const tree = useRef<HTMLElement>(null);
  useEffect(() => {
    tree.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav class="contents" aria-label={t('wiki.pages')} ref={tree}>
      {book.chapters.map(({ id, title, leaves }) => (
        <section key={id}>
          {title !== '' && <h2>{title}</h2>}
          <ul>
            {leaves.map((leaf) => (
              <li key={leaf.slug}>
                <a href={pageUrl(book.id, leaf.slug)} aria-current={leaf.slug === current ? 'page' : undefined}>
                  <span>{leaf.title}</span>
                  <State leaf={leaf} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const LOOKS: Readonly<
  Record<Exclude<Leaf['state'], 'written'>, { icon: IconName; name: 'wiki.waiting' | 'wiki.writing' | 'wiki.failed' }>
> = {
  waiting: { icon: 'clock', name: 'wiki.waiting' },
  writing: { icon: 'spinner', name: 'wiki.writing' },
  failed: { icon: 'alert', name: 'wiki.failed' },
};

function State({ leaf }: { leaf: Leaf }) {
  if (leaf.state === 'written') {
    return null;
  }
  const { icon, name } = LOOKS[leaf.state];
  return (
    <span class="contents-state" title={t(name)}>
      <Icon name={icon} spin={leaf.state === 'writing'} />
      <span class="hush">{t(name)}</span>
    </span>
  );
}
