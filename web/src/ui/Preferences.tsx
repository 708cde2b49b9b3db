import { language, languages, t, useLanguage } from '../i18n';
import { chosenLanguage, theme, type Theme } from '../state/preferences';
import { IconButton } from './Button';
import { toast } from './toasts';

/** The language of these pages. */
export function LanguageChoice() {
  return (
    <select
      class="input input-auto select-quiet"
      aria-label={t('common.language')}
      value={language.value}
      onChange={(event) => {
        const code = event.currentTarget.value;
        chosenLanguage.value = code;
        useLanguage(code).catch(() => toast(t('common.languageNotLoaded')));
      }}
    >
      {languages().map(({ code, name }) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: 'system', light: 'sun', dark: 'moon' } as const;
const LABELS = { system: 'common.themeSystem', light: 'common.themeLight', dark: 'common.themeDark' } as const;

/** Light, dark, or as the system has it: by turns. */
export function ThemeChoice() {
  return (
    <IconButton
      icon={ICONS[theme.value]}
      label={t(LABELS[theme.value])}
      onClick={() => (theme.value = NEXT[theme.value])}
    />
  );
}
