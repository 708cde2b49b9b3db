import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { t } from '../../i18n';
import { headingText } from '../../markdown/heading';
import { slugOf } from '../../markdown/slugs';
import { useEnvironment } from '../../state/environment';
import { useResource } from '../../state/resource';
import { useUrlState } from '../../state/url';
import { debounce } from '../../stream';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { ProblemNote } from '../../ui/states';
import type { Book } from './book';
import { pageUrl, stayingQuery } from './place';

interface SearchDialogProps {
  book: Book;
  words: string;
  onWords: (words: string) => void;
  onClose: () => void;
}

const WAIT = 200;

/** Finds pages and sections by words; arrows choose, Enter opens. */
export function SearchDialog({ book, words, onWords, onClose }: SearchDialogProps) {
  const { clock } = useEnvironment();
  const { route } = useLocation();
  const url = useUrlState();
  const [typed, setTyped] = useState(words);
  const [chosen, setChosen] = useState(0);
  const told = useRef(onWords);
  told.current = onWords;
  const waiting = useRef(debounce<string>(clock, WAIT, (value) => told.current(value)));
  useEffect(() => () => waiting.current.cancel(), []);
  const found = useResource(words === '' ? null : api.searchWiki(book.id, words));
  const last = useRef(found.value);
  last.current = words === '' ? undefined : (found.value ?? last.current);
  const matches = last.current ?? [];
  useEffect(() => setChosen(0), [words]);
  // Whoever presses Enter before anything is found wants the first of what will be.
  const hurried = useRef(false);
  const isFound = typed.trim() === words && found.value !== undefined;
  useEffect(() => {
    if (hurried.current && isFound) {
      hurried.current = false;
      open(0);
    }
  }, [isFound, words]);

  const urlOf = (at: number) => {
    const match = matches[at];
    if (match === undefined) {
      return undefined;
    }
    const section =
      match.heading !== null && match.heading !== match.title
        ? `#${encodeURIComponent(slugOf(headingText(match.heading), new Map()))}`
        : '';
    return pageUrl(book.id, match.page_id) + stayingQuery(url) + section;
  };
  const open = (at: number) => {
    const place = urlOf(at);
    if (place !== undefined) {
      route(place);
    }
  };

  return (
    <Dialog title={t('wiki.search')} wide onClose={onClose}>
      <div class="finder">
        <label class="finder-box">
          <Icon name="search" />
          <span class="hush">{t('wiki.searchWords')}</span>
          <input
            class="input input-large"
            type="search"
            autoFocus
            autocomplete="off"
            placeholder={t('wiki.searchWords')}
            value={typed}
            role="combobox"
            list={undefined}
            aria-expanded={matches.length > 0}
            aria-controls="finder-list"
            aria-activedescendant={matches.length > 0 ? `finder-${chosen}` : undefined}
            onInput={(event) => {
              hurried.current = false;
              setTyped(event.currentTarget.value);
              waiting.current.push(event.currentTarget.value.trim());
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                event.preventDefault();
                const by = event.key === 'ArrowDown' ? 1 : -1;
                setChosen(Math.min(matches.length - 1, Math.max(0, chosen + by)));
              } else if (event.key === 'Enter') {
                event.preventDefault();
                waiting.current.flush();
                if (isFound) {
                  open(chosen);
                } else {
                  hurried.current = true;
                }
              }
            }}
          />
        </label>
        <p class="hush" role="status">
          {words === '' || found.loading ? '' : t('wiki.matches', { count: matches.length })}
        </p>
        {found.problem !== undefined && <ProblemNote problem={found.problem} onRetry={found.reload} />}
        <ul class="finder-list" id="finder-list" role="listbox" aria-label={t('wiki.search')}>
          {matches.map((match, at) => (
            <li
              key={`${match.page_id}-${match.heading}-${at}`}
              id={`finder-${at}`}
              role="option"
              aria-selected={at === chosen}
              onMouseMove={() => setChosen(at)}
              onClick={() => open(at)}
            >
              <span class="strong">
                {match.title}
                {match.heading !== null && match.heading !== match.title && (
                  <span class="soft"> › {headingText(match.heading)}</span>
                )}
              </span>
              <span class="soft small clip">{plain(match.snippet)}</span>
            </li>
          ))}
        </ul>
        {words !== '' && !found.loading && found.problem === undefined && matches.length === 0 && (
          <p class="soft">{t('wiki.noMatches', { words })}</p>
        )}
      </div>
    </Dialog>
  );
}

/** Without the marks of Markdown; an underscore is more often part of a name. */
function plain(text: string): string {
  return text
    .replace(/^[-+*] |[*`#>|]+/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim();
}
