import type { Call, Step } from './provider';

/** The pages of every wiki that the scripted model writes. */
export const PAGES = ['Orders', 'Billing', 'Reports'] as const;

const PLAN = `TITLE: The shop
DESCRIPTION: Orders, bills and reports.
SECTION: The counter
PAGE: Orders
ABOUT: How an order is taken.
IMPORTANCE: high
FILES: src/orders.ts, README.md
RELATED: Billing
PAGE: Billing
ABOUT: What is billed.
IMPORTANCE: medium
FILES: src/billing.ts, src/stock.ts
RELATED: Orders
SECTION: The office
PAGE: Reports
ABOUT: What is summed up.
IMPORTANCE: low
FILES: tools/report.py
RELATED: Orders
`;

const ABOUT: Readonly<Record<string, string>> = {
  Orders: 'Whoever comes to the counter is served in turn.',
  Billing: 'A bill is made out once.',
  Reports: 'The quarterly sums are drawn up here.',
};

/** A page as a good model writes it, but for a citation that leads nowhere. */
export function pageText(title: string): string {
  return `# ${title}

The function \`take\` takes an order [src/orders.ts:4-9] and has it billed [src/billing.ts:2-4]. Of the rest nothing is known [src/gone.ts:1-9].

${ABOUT[title] ?? ''}

## How it goes

${'An order comes in, is looked at, and goes on to the next who has to do with it. '.repeat(12)}

\`\`\`mermaid
flowchart LR
  A["Orders"] --> B["Billing"]
  B --> C["Reports"]
\`\`\`

${'What was sold is taken from the stock, and what is not there is said to be missing. '.repeat(12)}

\`\`\`ts
const order = take({ item: 'tea', amount: 2 });
\`\`\`

| part | what it does |
|---|---|
| orders | takes |
| billing | bills |

## What it needs

${'It needs nothing but what stands beside it, and is tested by itself. '.repeat(12)}

## Where to look next

Go on with the bills.
`;
}

/** What the scripted model says when nobody wants anything else of it. */
export function written(call: Call): readonly Step[] {
  switch (call.task) {
    case 'plan':
      return [PLAN];
    case 'page':
      return [pageText(call.topic)];
    case 'research':
      return [researched(call)];
    default:
      return ['The function `take` takes an order [src/orders.ts:4-9].'];
  }
}

/** A round of a research, under the heading that it is told to have. */
export function researched(call: Call): string {
  const heading = headingOf(call);
  const found = `${heading}\n\nAn order is taken by \`take\` [src/orders.ts:4-9].\n`;
  return heading.includes('Conclusion') ? found : `${found}\n## Next Steps\n\n- Who calls \`take\`?\n`;
}

export function headingOf({ messages }: Call): string {
  return /Open with the line "(.+?)"/.exec(messages[0]?.content ?? '')?.[1] ?? '';
}
