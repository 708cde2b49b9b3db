import type { Setting, Settings } from '../../api/types';
import { t } from '../../i18n';
import type { Resource } from '../../state/resource';
import { useUrlState } from '../../state/url';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Empty, ProblemNote } from '../../ui/states';

/** How the service is set, and where from. */
export function ServiceSettings({ settings }: { settings: Resource<Settings> }) {
  const url = useUrlState();
  const query = url.get('q');
  const onlySet = url.get('set') === 'yes';
  return (
    <section class="stack" aria-labelledby="service">
      <div class="stack stack-tight">
        <h2 id="service">{t('settings.service')}</h2>
        <p class="soft">{t('settings.serviceWhy')}</p>
      </div>
      <div class="row settings-tools">
        <Field label={t('settings.search')} quiet>
          {(wiring) => (
            <input
              {...wiring}
              class="input"
              type="search"
              placeholder={t('settings.search')}
              value={query}
              onInput={(event) => url.set({ q: event.currentTarget.value })}
            />
          )}
        </Field>
        <label class="row">
          <input
            type="checkbox"
            checked={onlySet}
            onChange={(event) => url.set({ set: event.currentTarget.checked ? 'yes' : '' })}
          />
          <span>{t('settings.onlySet')}</span>
        </label>
      </div>
      {settings.value !== undefined ? (
        <SettingTable
          settings={settings.value.settings.filter((setting) => matches(setting, query, onlySet))}
          onClear={() => url.set({ q: '', set: '' })}
        />
      ) : (
        settings.problem && <ProblemNote problem={settings.problem} onRetry={settings.reload} />
      )}
    </section>
  );
}

function matches({ key, variable, value, source }: Setting, query: string, onlySet: boolean): boolean {
  const text = `${key} ${variable} ${value}`.toLowerCase();
  const words = query.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word)) && !(onlySet && source === 'default');
}

function SettingTable({ settings, onClear }: { settings: readonly Setting[]; onClear: () => void }) {
  if (settings.length === 0) {
    return (
      <Empty icon="search" title={t('settings.noMatch')}>
        <Button onClick={onClear}>{t('settings.clear')}</Button>
      </Empty>
    );
  }
  return (
    <div class="table-wrap">
      <table class="table settings-table">
        <thead>
          <tr>
            <th scope="col">{t('settings.name')}</th>
            <th scope="col">{t('settings.value')}</th>
            <th scope="col">{t('settings.source')}</th>
          </tr>
        </thead>
        <tbody>
          {settings.map((setting) => (
            <tr key={setting.key}>
              <td>
                <span class="mono">{setting.key}</span>
                <p class="soft small mono">{setting.variable}</p>
              </td>
              <td class="settings-value">
                {setting.value === '' ? (
                  <span class="soft">{t('settings.empty')}</span>
                ) : setting.secret ? (
                  <span class="soft">{t('settings.secretSet')}</span>
                ) : (
                  <span class="mono">{setting.value}</span>
                )}
              </td>
              <td>
                <Badge tone={setting.source === 'default' ? 'plain' : 'accent'}>
                  {t(`settings.source_${setting.source}`)}
                </Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
