import { afterAll, afterEach, beforeAll } from 'vitest';
import { world } from './world';

/* What is around the tests of each file. */

beforeAll(() => world.begin());

afterEach(({ task }) => world.leave(task.result?.state === 'fail' ? task.name : undefined));

afterAll(() => world.end());
