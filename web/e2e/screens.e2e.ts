/* What stands on every screen: nothing that does harm, and everything for everybody. */
import './support/around';

import './journeys/hostile';
import './journeys/accessibility';
