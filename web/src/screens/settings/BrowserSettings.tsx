import { t, type Key } from '../../i18n';
import { singleKeys, theme, type Theme } from '../../state/preferences';
import { Button } from '../../ui/Button';
import { LanguageChoice } from '../../ui/Preferences';
import { showShortcuts } from '../../ui/shortcuts';

const THEMES: readonly [Theme, Key][] = [
  ['system', 'settings.system'],
  ['light', 'settings.light'],
  ['dark', 'settings.dark'],
];

/** What is kept in this browser alone. */
export function BrowserSettings() {
  return (
    <section class="card settings-browser" aria-labelledby="browser">
      <h2 id="browser">{t('settings.appearance')}</h2>
      <fieldset class="stack stack-tight">
        <legend class="field-label">{t('settings.theme')}</legend>
        {THEMES.map(([value, label]) => (
          <label key={value} class="row">
            <input type="radio" name="theme" checked={theme.value === value} onChange={() => (theme.value = value)} />
            <span>{t(label)}</span>
          </label>
        ))}
      </fieldset>
      <div class="stack stack-tight">
        <span class="field-label" aria-hidden="true">
          {t('settings.language')}
        </span>
        <LanguageChoice />
      </div>
      <div class="stack stack-tight">
        <span class="field-label">{t('settings.keys')}</span>
        <label class="row">
          <input
            type="checkbox"
            checked={singleKeys.value === 'on'}
            onChange={(event) => (singleKeys.value = event.currentTarget.checked ? 'on' : 'off')}
          />
          <span>{t('common.singleKeys')}</span>
        </label>
        <div>
          <Button size="small" icon="keyboard" onClick={showShortcuts}>
            {t('common.showShortcuts')}
          </Button>
        </div>
      </div>
    </section>
  );
}
