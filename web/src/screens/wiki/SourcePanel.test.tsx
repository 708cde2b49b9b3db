// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { refusal, Service } from '../../testing/lines';
import { show } from '../../testing/screen';
import { SourcePanel } from './SourcePanel';

afterEach(cleanup);

const FILE = Array.from({ length: 900 }, (_, at) => `line ${at + 1}`);

/** A file of which lines can be had, as long as nothing else is answered. */
function serviceOf(trouble: () => Response | null): Service {
  const lines = (_body: string, url: URL) => {
    const [start, end] = [Number(url.searchParams.get('start')), Number(url.searchParams.get('end'))];
    const first = { path: 'a.txt', start_line: start, end_line: Math.min(end, FILE.length), total_lines: FILE.length };
    return trouble() ?? { ...first, content: FILE.slice(start - 1, end).join('\n') };
  };
  return new Service({ 'GET /api/wikis/w1/files/a.txt': lines });
}

const Source = () => <SourcePanel wiki="w1" place={{ path: 'a.txt', first: 500, last: 502 }} onClose={() => {}} />;

test.each(['before', 'after'])('lines %s that cannot be had say so there, and are asked for again', async (side) => {
  let trouble: Response | null = null;
  await show(
    serviceOf(() => trouble?.clone() ?? null),
    Source,
    '/',
  );
  const more = await screen.findByRole('button', { name: `Show lines ${side}` });
  trouble = refusal(503, 'database_away', 'The database is away.');
  fireEvent.click(more);
  const said = await screen.findByText('The database is away.');
  const mark = screen.getByText('line 500');
  const isBefore = (said.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  expect(isBefore).toBe(side === 'before');
  trouble = null;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(side === 'before' ? 'line 60' : 'line 900')).toBeTruthy();
  expect(screen.queryByText('The database is away.')).toBeNull();
});
