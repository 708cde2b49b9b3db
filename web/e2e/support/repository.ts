import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILES: Readonly<Record<string, string>> = {
  'README.md': '# Shop\n\nA small shop: orders are taken, billed and summed up.\n',
  'src/orders.ts': `import { bill } from './billing';
import { remove } from './stock';

/** Takes an order and has it billed. */
export function take(order: { item: string; amount: number }): number {
  if (order.amount < 1) throw new Error('nothing is ordered');
  remove(order.item, order.amount);
  return bill(order.item, order.amount);
}

export const OPEN_FROM = 9;
`,
  'src/billing.ts': `/** What an amount of something costs. */
export function bill(item: string, amount: number): number {
  return amount * (item === 'tea' ? 3 : 2);
}
`,
  'src/stock.ts': `const stock = new Map([['tea', 100]]);

/** Takes something from the stock. */
export function remove(item: string, amount: number): void {
  stock.set(item, (stock.get(item) ?? 0) - amount);
}
`,
  'tools/report.py': `import sys


def report(lines):
    """Sums up the lines."""
    return sum(lines)


if __name__ == '__main__':
    print(report([1, 2]))
`,
};

/** Makes a small repository in a folder that is not there yet, which is returned. */
export function makeRepository(folder: string): string {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...words]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '--message', 'Begin');
  return folder;
}
