// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { Service } from '../../testing/lines';
import { show } from '../../testing/screen';
import type { Book } from './book';
import { SearchDialog } from './SearchDialog';

afterEach(cleanup);

const BOOK: Book = { id: 'w1', title: 'Shop', description: '', chapters: [], leaves: [], wiki: null, job: null };

async function find(...matches: readonly { heading: string; snippet: string }[]) {
  const answer = matches.map((match) => ({ page_id: 'orders', title: 'Orders', ...match }));
  const Search = () => <SearchDialog book={BOOK} words="order" onWords={() => {}} onClose={() => {}} />;
  await show(new Service({ 'GET /api/wikis/w1/search': answer }), Search, '/');
  return within(screen.getByRole('listbox', { name: 'Search' })).findAllByRole('option');
}

test('a name with underscores stays whole, and its place leads to the heading as the page calls it', async () => {
  const [hit] = await find({
    heading: 'How take_order works in `my_module`',
    snippet: '- **`snake_case_name`** is in tests/test_blueprints.py',
  });
  expect(hit?.textContent).toBe(
    'Orders › How take_order works in my_modulesnake_case_name is in tests/test_blueprints.py',
  );
  fireEvent.click(hit as HTMLElement);
  expect(location.pathname + decodeURIComponent(location.hash)).toBe(
    '/wiki/w1/orders#how-take_order-works-in-my_module',
  );
});
