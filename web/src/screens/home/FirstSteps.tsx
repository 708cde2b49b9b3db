import type { Models } from '../../api/types';
import { t } from '../../i18n';
import { Icon } from '../../ui/Icon';

/** Nothing is there yet: what to do first, and that no key is needed for it. */
export function FirstSteps({ models }: { models: Models | undefined }) {
  const alone = models?.providers.every(({ id, configured }) => !configured || id === 'builtin') ?? false;
  return (
    <section class="first" aria-labelledby="first">
      <h2 id="first">{t('home.emptyTitle')}</h2>
      <ol class="first-steps">
        <li>{t('home.emptyFirst', { example: 'https://github.com/pallets/click' })}</li>
        <li>{t('home.emptySecond')}</li>
        <li>{t('home.emptyThird')}</li>
      </ol>
      {alone && (
        <div class="callout tone-accent">
          <Icon name="check" />
          <div class="stack stack-tight">
            <p class="strong">{t('home.builtinTitle')}</p>
            <p>{t('home.builtinText')}</p>
            <p>
              <a href="/settings#providers">{t('home.builtinHow')}</a>
            </p>
          </div>
        </div>
      )}
    </section>
  );
}
