import { t } from '../../i18n';
import { useTitle } from '../../ui/useTitle';
import { BrowserSettings } from './BrowserSettings';
import { Providers } from './Providers';
import { ServiceSettings } from './ServiceSettings';
import './settings.css';

/** What this browser remembers, which models there are, and how the service is set. */
export default function SettingsScreen() {
  useTitle(t('settings.title'));
  return (
    <div class="page stack stack-loose">
      <h1>{t('settings.title')}</h1>
      <BrowserSettings />
      <Providers />
      <ServiceSettings />
    </div>
  );
}
