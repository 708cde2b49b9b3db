import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n';

/** A heading of the page. */
export interface Place {
  readonly slug: string;
  readonly title: string;
  readonly level: 2 | 3;
  readonly element: HTMLElement;
}

/** What is on the page; where the reader is, is marked. */
export function OnThisPage({ places }: { places: readonly Place[] }) {
  const [current, setCurrent] = useState('');
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') {
      return;
    }
    // The reader is at the last heading that has passed the upper part of the window.
    const look = () => {
      const passed = places.filter(({ element }) => element.getBoundingClientRect().top < 160);
      setCurrent((passed.at(-1) ?? places[0])?.slug ?? '');
    };
    const watcher = new IntersectionObserver(look, { rootMargin: '-150px 0px -60% 0px' });
    places.forEach(({ element }) => watcher.observe(element));
    look();
    return () => watcher.disconnect();
  }, [places]);
  if (places.length < 2) {
    return <div class="on-page" />;
  }
  return (
    <nav class="on-page no-print" aria-label={t('wiki.onThisPage')}>
      <h2>{t('wiki.onThisPage')}</h2>
      <ul>
        {places.map(({ slug, title, level }) => (
          <li key={slug} class={level === 3 ? 'on-page-inner' : undefined}>
            <a href={`#${encodeURIComponent(slug)}`} aria-current={slug === current ? 'true' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
