import { afterAll, afterEach, beforeAll } from 'vitest';
import { world } from './support/world';

import './journeys/firstWiki';
import './journeys/job';
import './journeys/reading';
import './journeys/asking';
import './journeys/research';
import './journeys/connection';
import './journeys/sevenTabs';
import './journeys/phone';
import './journeys/login';
import './journeys/hostile';
import './journeys/accessibility';

beforeAll(() => world.begin());

afterEach(({ task }) => world.leave(task.result?.state === 'fail' ? task.name : undefined));

afterAll(() => world.end());
