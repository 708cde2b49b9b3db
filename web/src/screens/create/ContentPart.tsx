import { language, t, type Key } from '../../i18n';
import { languageName } from '../../i18n/names';
import { Field } from '../../ui/Field';
import type { Draft } from './draft';
import type { PartProps } from './NewWikiScreen';

const FILTERS: readonly [field: 'includedDirs' | 'includedFiles' | 'excludedDirs' | 'excludedFiles', label: Key][] = [
  ['excludedDirs', 'create.excludedDirs'],
  ['excludedFiles', 'create.excludedFiles'],
  ['includedDirs', 'create.includedDirs'],
  ['includedFiles', 'create.includedFiles'],
];

/** How much is written, in which language, from which files. */
export function ContentPart({
  draft,
  flaws,
  set,
  languages,
}: PartProps & { languages: Record<string, string> | undefined }) {
  const codes = Object.keys(languages ?? { [draft.language]: '', en: '' });
  return (
    <fieldset class="card stack">
      <legend>
        <h2>{t('create.content')}</h2>
      </legend>
      <div class="create-pair create-modes">
        <Mode
          draft={draft}
          set={set}
          comprehensive
          title={t('create.comprehensive')}
          why={t('create.comprehensiveWhy')}
        />
        <Mode draft={draft} set={set} comprehensive={false} title={t('create.concise')} why={t('create.conciseWhy')} />
      </div>
      <div class="create-pair">
        <Field label={t('create.language')} error={flaws.language}>
          {(wiring) => (
            <select
              {...wiring}
              class="input"
              value={codes.includes(draft.language) ? draft.language : 'en'}
              onChange={(event) => set({ language: event.currentTarget.value })}
            >
              {codes
                .map((code) => [code, languageName(code)] as const)
                .sort(([, a], [, b]) => a.localeCompare(b, language.value))
                .map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <Field label={t('create.pages')} error={flaws.pages} hint={t('create.pagesHint')}>
          {(wiring) => (
            <input
              {...wiring}
              class="input"
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={draft.pages}
              onInput={(event) => set({ pages: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      <details>
        <summary>{t('create.filters')}</summary>
        <div class="stack create-more">
          <p class="soft small">{t('create.filtersHint')}</p>
          <div class="create-pair">
            {FILTERS.map(([field, label]) => (
              <Field key={field} label={t(label)} error={flaws[field]}>
                {(wiring) => (
                  <textarea
                    {...wiring}
                    class="input mono"
                    rows={2}
                    spellcheck={false}
                    value={draft[field]}
                    onInput={(event) => set({ [field]: event.currentTarget.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        </div>
      </details>
    </fieldset>
  );
}

interface ModeProps {
  draft: Draft;
  set: PartProps['set'];
  comprehensive: boolean;
  title: string;
  why: string;
}

function Mode({ draft, set, comprehensive, title, why }: ModeProps) {
  return (
    <label class="choice">
      <input
        type="radio"
        name="mode"
        checked={draft.comprehensive === comprehensive}
        onChange={() => set({ comprehensive })}
      />
      <span>
        <span class="choice-title">{title}</span>
        <span class="choice-why">{why}</span>
      </span>
    </label>
  );
}
