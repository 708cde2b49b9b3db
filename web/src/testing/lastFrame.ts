import { afterAll } from 'vitest';

/** Taken before a test can put a clock of its own in its place. */
const later = globalThis.setTimeout;

/** Effects come up to 35 ms after what was drawn: those of a file's last test must still find a window. */
const EFFECTS_HAVE_COME_MS = 100;

afterAll(async () => {
  if (typeof window !== 'undefined') {
    await new Promise((done) => later(done, EFFECTS_HAVE_COME_MS));
  }
});
