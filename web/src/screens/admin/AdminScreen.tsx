import { t } from '../../i18n';
import { ButtonLink } from '../../ui/Button';
import { useTitle } from '../../ui/useTitle';
import { EngineView } from './EngineView';
import { JobTable } from './JobTable';
import './admin.css';

/** All jobs, and the engine that does them. */
export default function AdminScreen() {
  useTitle(t('admin.title'));
  return (
    <div class="page stack">
      <header class="page-head">
        <h1>{t('admin.title')}</h1>
        <ButtonLink kind="primary" icon="add" href="/new">
          {t('common.newWiki')}
        </ButtonLink>
      </header>
      <EngineView />
      <JobTable />
    </div>
  );
}
