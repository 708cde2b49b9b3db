import { render } from 'preact';
import { Shell } from './ui/Shell';

const app = document.getElementById('app');
if (app === null) {
  throw new Error('The page has no element with the id "app".');
}
render(<Shell />, app);
