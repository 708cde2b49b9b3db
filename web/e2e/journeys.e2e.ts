/* What people do. The first journey begins with nothing, and the others find what was made before. */
import './support/around';

import './journeys/firstWiki';
import './journeys/job';
import './journeys/reading';
import './journeys/asking';
import './journeys/research';
import './journeys/connection';
import './journeys/sevenTabs';
import './journeys/phone';
import './journeys/login';
