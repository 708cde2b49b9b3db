import { api } from '../../api/client';
import { t } from '../../i18n';
import { useResource } from '../../state/resource';
import { Skeleton } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import { BrowserSettings } from './BrowserSettings';
import { Providers } from './Providers';
import { ServiceSettings } from './ServiceSettings';
import './settings.css';

const LOOK_EVERY = 15_000;

/** What this browser remembers, which models there are, and how the service is set. */
export default function SettingsScreen() {
  useTitle(t('settings.title'));
  const overview = useResource(api.overview(), { every: LOOK_EVERY });
  const settings = useResource(api.settings());
  // Both are shown at once: what comes later would push away what somebody reads already.
  const known = [overview, settings].every(({ value, problem }) => value !== undefined || problem !== undefined);
  return (
    <div class="page stack stack-loose">
      <h1>{t('settings.title')}</h1>
      <BrowserSettings />
      {known ? (
        <>
          <Providers overview={overview} />
          <ServiceSettings settings={settings} />
        </>
      ) : (
        <Skeleton rows={['title', 'line', 'row', 'row', 'row', 'row']} />
      )}
    </div>
  );
}
