import { render } from 'preact';
import './styles/index.css';
import { App, preloadScreen } from './App';
import { useLanguage, wantedLanguage } from './i18n';

const app = document.getElementById('app');
if (app === null) {
  throw new Error('The page has no element with the id "app".');
}
preloadScreen(location.pathname);
await useLanguage(wantedLanguage()).catch(() => {}); // the names of texts are better than an empty page
render(<App />, app);
