import { t } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { Empty } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';

/** There is nothing at this address. */
export default function MissingScreen() {
  useTitle(t('common.noPageTitle'));
  return (
    <div class="page">
      <Empty icon="search" title={t('common.noPageTitle')} whole>
        <p class="soft">{t('common.noPageAdvice')}</p>
        <ButtonLink href="/" kind="primary">
          {t('common.goHome')}
        </ButtonLink>
      </Empty>
    </div>
  );
}
