import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { Field } from './Field';

interface TokenFieldProps {
  value: string;
  hint: ComponentChildren;
  error?: string | undefined;
  onInput: (token: string) => void;
}

/** For the access token of a private repository: nobody reads it over a shoulder, and no browser or password manager keeps it. */
export function TokenField({ value, hint, error, onInput }: TokenFieldProps) {
  return (
    <Field label={t('create.token')} hint={hint} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          class="input"
          type="password"
          autoComplete="off"
          data-1p-ignore
          value={value}
          onInput={(event) => onInput(event.currentTarget.value.trim())}
        />
      )}
    </Field>
  );
}
