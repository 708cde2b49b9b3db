import type { Problem } from '../../api/problem';
import type { ModelProvider, Models } from '../../api/types';
import { t } from '../../i18n';
import { requirementOf } from '../../api/providers';
import { Field } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { ProblemNote, Skeleton } from '../../ui/states';
import { preferred } from './draft';
import type { PartProps } from './NewWikiScreen';

interface ModelPartProps extends PartProps {
  models: Models | undefined;
  problem: Problem | undefined;
  onRetry: () => void;
}

/** Who writes: what is set up, what is not and how to set it up, and how much it may cost. */
export function ModelPart({ draft, flaws, set, models, problem, onRetry }: ModelPartProps) {
  return (
    <fieldset class="card stack">
      <legend>
        <h2>{t('create.model')}</h2>
      </legend>
      {models === undefined ? (
        problem ? (
          <ProblemNote problem={problem} onRetry={onRetry} />
        ) : (
          <Skeleton rows={['row']} />
        )
      ) : (
        <Choice draft={draft} flaws={flaws} set={set} models={models} />
      )}
      <details>
        <summary>{t('create.limits')}</summary>
        <div class="create-more stack">
          <p class="soft small">{t('create.limitHint')}</p>
          <div class="create-pair">
            <Amount
              label={t('create.maxTokens')}
              value={draft.maxTokens}
              error={flaws.maxTokens}
              onInput={(maxTokens) => set({ maxTokens })}
            />
            <Amount
              label={t('create.maxCost')}
              value={draft.maxCost}
              error={flaws.maxCost}
              onInput={(maxCost) => set({ maxCost })}
            />
          </div>
        </div>
      </details>
    </fieldset>
  );
}

const OTHER = ' other';

function Choice({ draft, flaws, set, models }: PartProps & { models: Models }) {
  const chosen = draft.provider === '' ? preferred(models) : { provider: draft.provider, model: draft.model };
  const provider = models.providers.find(({ id }) => id === chosen.provider);
  const listed = provider?.models.some(({ id }) => id === chosen.model) ?? false;
  const missing = models.providers.filter(({ configured }) => !configured);
  const onlyBuiltin = missing.length === models.providers.length - 1 && chosen.provider === 'builtin';
  return (
    <>
      <div class="create-pair">
        <Field label={t('create.provider')} error={flaws.provider}>
          {(wiring) => (
            <select
              {...wiring}
              class="input"
              value={chosen.provider}
              onChange={(event) => set(firstOf(models.providers, event.currentTarget.value))}
            >
              {models.providers.map(({ id, name, configured }) => (
                <option key={id} value={id} disabled={!configured}>
                  {configured ? name : `${name} (${t('create.notConfigured')})`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('create.modelName')} error={listed ? flaws.model : undefined}>
          {(wiring) => (
            <select
              {...wiring}
              class="input"
              value={listed ? chosen.model : OTHER}
              onChange={(event) =>
                set({
                  provider: chosen.provider,
                  model: event.currentTarget.value === OTHER ? '' : event.currentTarget.value,
                })
              }
            >
              {provider?.models.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
              {(provider?.supportsCustomModel || !listed) && <option value={OTHER}>{t('create.customModel')}</option>}
            </select>
          )}
        </Field>
      </div>
      {!listed && (
        <Field label={t('create.customModelName')} error={flaws.model}>
          {(wiring) => (
            <input
              {...wiring}
              class="input mono"
              type="text"
              autoComplete="off"
              autoCapitalize="off"
              spellcheck={false}
              value={chosen.model}
              onInput={(event) => set({ provider: chosen.provider, model: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {onlyBuiltin && (
        <div class="callout tone-accent">
          <Icon name="check" />
          <p>
            <strong>{t('create.onlyBuiltin')}.</strong> {t('create.onlyBuiltinWhy')}
          </p>
        </div>
      )}
      {missing.length > 0 && (
        <details>
          <summary>{t('create.missing')}</summary>
          <ul class="create-missing create-more">
            {missing.map((one) => (
              <li key={one.id}>
                <span class="strong">{one.name}</span>{' '}
                <span class="soft">{t('create.missingHow', { variable: requirementOf(one.id) })}</span>
              </li>
            ))}
            <li>
              <a href="/settings#providers">{t('create.missingAll')}</a>
            </li>
          </ul>
        </details>
      )}
    </>
  );
}

function firstOf(providers: readonly ModelProvider[], id: string): { provider: string; model: string } {
  return { provider: id, model: providers.find((one) => one.id === id)?.models[0]?.id ?? '' };
}

function Amount({
  label,
  value,
  error,
  onInput,
}: {
  label: string;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
}) {
  return (
    <Field label={label} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          class="input"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
