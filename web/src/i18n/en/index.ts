import admin from './admin';
import ask from './ask';
import common from './common';
import create from './create';
import home from './home';
import job from './job';
import login from './login';
import prose from './prose';
import settings from './settings';
import wiki from './wiki';

export default { admin, ask, common, create, home, job, login, prose, settings, wiki };
