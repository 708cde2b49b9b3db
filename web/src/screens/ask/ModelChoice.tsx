import { api } from '../../api/client';
import { t } from '../../i18n';
import { useResource } from '../../state/resource';
import { useUrlState } from '../../state/url';

/** The model that an address names: `provider:model`. */
export function modelIn(text: string): { provider?: string; model?: string } {
  const at = text.indexOf(':');
  return at <= 0 ? {} : { provider: text.slice(0, at), model: text.slice(at + 1) };
}

/** Who answers. Only what is configured can be chosen. */
export function ModelChoice() {
  const models = useResource(api.models());
  const url = useUrlState();
  const chosen = url.get('model');
  const providers = (models.value?.providers ?? []).filter(({ configured }) => configured);
  const known = providers.some(({ id, models }) => models.some((model) => `${id}:${model.id}` === chosen));
  const standard = models.value === undefined ? '' : `${models.value.defaultProvider}:${models.value.defaultModel}`;
  return (
    <label class="ask-model">
      <span class="hush">{t('ask.model')}</span>
      <select
        class="input select-quiet"
        value={chosen === '' ? standard : chosen}
        onChange={(event) =>
          url.set({ model: event.currentTarget.value === standard ? '' : event.currentTarget.value })
        }
      >
        {models.value === undefined && <option value="">{t('ask.model')}</option>}
        {chosen !== '' && !known && <option value={chosen}>{modelIn(chosen).model ?? chosen}</option>}
        {providers.map(({ id, name, models }) => (
          <optgroup key={id} label={name}>
            {models.map((model) => (
              <option key={model.id} value={`${id}:${model.id}`}>
                {model.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
