import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ApiProblem, call } from '../../api/client';
import type { Problem } from '../../api/problem';
import { problemOf } from '../../api/problem';
import type { WikiStructure } from '../../api/types';
import { t } from '../../i18n';
import { useEnvironment } from '../../state/environment';
import { noted, seen } from '../../state/resource';
import { StreamFailure } from '../../stream';
import { Icon } from '../../ui/Icon';
import { fileName, saveFile } from '../../ui/saveFile';
import { copyText } from '../../ui/copyText';
import { ProblemNote } from '../../ui/states';
import type { Leaf } from './book';

const FORMATS = [
  { format: 'markdown', ending: 'md', label: 'wiki.exportMarkdown' },
  { format: 'zip', ending: 'zip', label: 'wiki.exportZip' },
  { format: 'html', ending: 'html', label: 'wiki.exportHtml' },
] as const;

/** Takes the wiki along, in one of its forms, or on paper. */
export function ExportMenu({ wiki, page }: { wiki: WikiStructure; page: Leaf | undefined }) {
  const environment = useEnvironment();
  const menu = useRef<HTMLDetailsElement>(null);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  useEffect(() => {
    const close = (event: Event) => {
      if (menu.current !== null && !menu.current.contains(event.target as Node)) {
        menu.current.open = false;
      }
    };
    document.addEventListener('click', close);
    return () => document.removeEventListener('click', close);
  }, []);

  const close = () => {
    if (menu.current !== null) {
      menu.current.open = false;
    }
  };
  const run = async (work: () => Promise<void>) => {
    close();
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? seen(error) : noted(problemOf(error)));
    }
  };
  const save = (format: string, ending: string) => async () => {
    const asked = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ wiki_id: wiki.id, format }),
    };
    const response = await environment.fetch('/export/wiki', asked).catch(broken);
    if (!response.ok) {
      const said = await response.text().catch(broken);
      throw StreamFailure.refused(response.status, said, response.headers.get('X-Request-Id'), null);
    }
    saveFile(await response.blob().catch(broken), fileName(wiki.title, ending));
  };
  const copyPage = (leaf: Leaf) => async () => {
    const left = new AbortController();
    const { content } = await call(environment, api.wikiPage(wiki.id, leaf.slug), left.signal);
    await copyText(content ?? '');
  };

  return (
    <>
      <details
        class="menu"
        ref={menu}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && menu.current?.open) {
            event.stopPropagation();
            close();
            menu.current.querySelector('summary')?.focus();
          }
        }}
      >
        <summary class="button button-small">
          <Icon name="download" />
          <span>{t('wiki.export')}</span>
          <Icon name="down" />
        </summary>
        <div class="menu-list">
          {FORMATS.map(({ format, ending, label }) => (
            <button key={format} type="button" onClick={() => void run(save(format, ending))}>
              {t(label)}
            </button>
          ))}
          {page !== undefined && (
            <button type="button" onClick={() => void run(copyPage(page))}>
              {t('wiki.copyPage')}
            </button>
          )}
          <button
            type="button"
            onClick={() => {
              close();
              window.print();
            }}
          >
            {t('wiki.print')}
          </button>
        </div>
      </details>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </>
  );
}

function broken(cause: unknown): never {
  throw new StreamFailure('network', 'The connection broke.', { cause });
}
