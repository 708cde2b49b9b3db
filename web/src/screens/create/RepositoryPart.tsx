import { readAddress } from '../../api/address';
import { t } from '../../i18n';
import { Field } from '../../ui/Field';
import { TokenField } from '../../ui/TokenField';
import type { PartProps } from './NewWikiScreen';

/** Which repository, at which branch, and how it is reached. */
export function RepositoryPart({ draft, flaws, set }: PartProps) {
  const seen = readAddress(draft.address);
  return (
    <fieldset class="card stack">
      <legend>
        <h2>{t('create.repository')}</h2>
      </legend>
      <Field label={t('create.address')} error={flaws.address} hint={seenAs(seen)}>
        {(wiring) => (
          <input
            {...wiring}
            class="input"
            type="text"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            required
            placeholder="https://github.com/owner/repo"
            value={draft.address}
            onInput={(event) => set({ address: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('create.branch')} error={flaws.branch} hint={t('create.branchHint')}>
        {(wiring) => (
          <input
            {...wiring}
            class="input"
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellcheck={false}
            placeholder={'branch' in seen ? seen.branch : ''}
            value={draft.branch}
            onInput={(event) => set({ branch: event.currentTarget.value })}
          />
        )}
      </Field>
      {seen.kind !== 'local' && (
        <label class="row">
          <input
            type="checkbox"
            checked={draft.isPrivate}
            onChange={(event) => set({ isPrivate: event.currentTarget.checked, token: '' })}
          />
          <span>{t('create.private')}</span>
        </label>
      )}
      {draft.isPrivate && seen.kind !== 'local' && (
        <TokenField
          value={draft.token}
          hint={t('create.tokenHint')}
          error={flaws.token}
          onInput={(token) => set({ token })}
        />
      )}
    </fieldset>
  );
}

function seenAs(seen: ReturnType<typeof readAddress>): string {
  switch (seen.kind) {
    case 'remote':
      return seen.branch === '' ? t('home.sawHost', { ...seen }) : t('home.sawBranch', { ...seen });
    case 'local':
      return t('home.sawFolder', { path: seen.url });
    default:
      return t('home.boxHint');
  }
}
