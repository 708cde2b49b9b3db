// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { theme } from '../../state/preferences';
import { expectAccessible, show } from '../../testing/screen';
import { FakeService } from '../../testing/service';
import SettingsScreen from './SettingsScreen';

afterEach(cleanup);

const provider = (id: string, name: string, configured: boolean, requires: string | null) => ({
  id,
  name,
  configured,
  requires,
  running: 0,
  running_limit: 16,
});
const setting = (key: string, variable: string, value: string, source: string, secret = false) => ({
  key,
  variable,
  value,
  source,
  secret,
});

async function settings(at = '/settings') {
  const service = new FakeService({
    'GET /api/admin/overview': {
      json: {
        engine: { paused: false, paused_since: null },
        queue: { ready: 0, later: 0, running: 0, oldest_ready_at: null, open_jobs: 0, open_jobs_limit: 200 },
        running: [],
        instances: [],
        providers: [
          provider('openai', 'OpenAI', true, 'OPENAI_API_KEY'),
          provider('google', 'Gemini', false, 'GOOGLE_API_KEY'),
          provider('builtin', 'Built-in', true, null),
        ],
      },
    },
    'GET /api/admin/settings': {
      json: {
        settings: [
          setting('deepwiki.http.port', 'PORT', '8001', 'default'),
          setting('deepwiki.openai.api-key', 'OPENAI_API_KEY', 'set', 'environment', true),
          setting('deepwiki.source.local-roots', 'DEEPWIKI_LOCAL_ROOTS', '/srv/git', 'file'),
        ],
      },
    },
    'POST /api/admin/providers/openai/test': { json: { ok: true, passing: false, latency_ms: 420, model: 'gpt' } },
    'POST /api/admin/providers/builtin/test': {
      json: { ok: false, passing: true, latency_ms: 420, error: 'It is busy.' },
    },
  });
  await show(service, SettingsScreen, at);
  await screen.findByText('OpenAI');
  await screen.findByText('Setting');
  return service;
}

const rows = () => [...document.querySelectorAll('.settings-table tbody tr')].map((row) => row.textContent);

test('what is set, and where from; of a secret only that there is one', async () => {
  await settings();
  expect(rows()).toEqual([
    'deepwiki.http.portPORT8001Default',
    'deepwiki.openai.api-keyOPENAI_API_KEYset, hiddenEnvironment',
    'deepwiki.source.local-rootsDEEPWIKI_LOCAL_ROOTS/srv/gitFile',
  ]);
  await expectAccessible();
});

test('what is searched for is in the URL', async () => {
  await settings('/settings?set=yes');
  expect(rows()).toHaveLength(2);
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'roots' } });
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(location.search).toBe('?set=yes&q=roots');
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nothing' } });
  fireEvent.click(await screen.findByRole('button', { name: 'Show all' }));
  await waitFor(() => expect(rows()).toHaveLength(3));
});

test('a provider is tested, and what it says is told', async () => {
  await settings();
  expect(screen.queryByRole('button', { name: 'Test Gemini' })).toBeNull();
  expect(screen.getByText('Set GOOGLE_API_KEY where the service runs')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Test OpenAI' }));
  await screen.findByText('It answers (gpt, 420 ms).');
  fireEvent.click(screen.getByRole('button', { name: 'Test Built-in' }));
  expect((await screen.findByText('It does not answer.')).parentElement?.textContent).toBe(
    'It does not answer. It is busy. This may pass: try again later.',
  );
});

test('the theme is kept, and set at once', async () => {
  await settings();
  fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
  await waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'));
  expect(localStorage.getItem('deepwiki.theme')).toBe('dark');
  theme.value = 'system';
  expect(document.documentElement.dataset['theme']).toBeUndefined();
  expect(localStorage.getItem('deepwiki.theme')).toBeNull();
});
