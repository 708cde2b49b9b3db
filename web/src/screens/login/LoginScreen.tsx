import { useRef, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { t } from '../../i18n';
import { useAction } from '../../state/action';
import { loggedIn } from '../../state/session';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { ProblemNote } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import './login.css';

/** Asks for the shared access code. What was asked for before is shown once it is right. */
export default function LoginScreen() {
  useTitle(t('login.title'));
  const [wrong, setWrong] = useState(false);
  const { busy, problem, run } = useAction();
  const input = useRef<HTMLInputElement>(null);
  const submit = async (code: string) => {
    setWrong(false);
    const answer = await run(api.validate(code));
    if (answer?.success) {
      loggedIn();
      return;
    }
    setWrong(answer !== undefined);
    input.current?.select();
  };
  return (
    <div class="page login">
      <form
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(input.current?.value ?? '');
        }}
      >
        <div class="stack stack-tight">
          <h1>{t('login.title')}</h1>
          <p class="soft">{t('login.why')}</p>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <Field label={t('login.code')} error={wrong ? t('login.wrong') : undefined}>
          {(wiring) => (
            <input
              {...wiring}
              ref={input}
              class="input input-large"
              type="password"
              autoComplete="current-password"
              autofocus
              required
            />
          )}
        </Field>
        <Button type="submit" kind="primary" size="large" busy={busy}>
          {t('login.enter')}
        </Button>
      </form>
    </div>
  );
}
