import { language } from './index';

const made = new Map<string, unknown>();

/** Formatters cost more to make than to use: each is made once. */
export function formatter<F>(name: string, options: object, make: (code: string) => F): F {
  const code = language.value;
  const key = `${name} ${code} ${JSON.stringify(options)}`;
  let found = made.get(key) as F | undefined;
  if (found === undefined) {
    found = make(code);
    made.set(key, found);
  }
  return found;
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return formatter('date', options, (code) => new Intl.DateTimeFormat(code, options));
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return formatter('number', options, (code) => new Intl.NumberFormat(code, options));
}

/** Numbers, dates and times as the language that is shown writes them. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numbers(options).format(value);
}

/** Short where it is long: 12.3K. */
export function formatCount(value: number): string {
  return formatNumber(value, value < 10_000 ? {} : { notation: 'compact', maximumFractionDigits: 1 });
}

export function formatCost(dollars: number): string {
  return formatNumber(dollars, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: dollars > 0 && dollars < 0.1 ? 4 : 2,
  });
}

export function formatDateTime(time: number | string): string {
  return dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
}

export function formatTime(time: number | string): string {
  return dates({ timeStyle: 'medium' }).format(new Date(time));
}

const UNITS: readonly [unit: 'day' | 'hour' | 'minute' | 'second', ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How long something took: its two largest units. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) {
    return unit(Math.round(ms), 'millisecond');
  }
  const parts: string[] = [];
  let rest = Math.round(ms / 1_000) * 1_000;
  for (const [name, size] of UNITS) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0 && parts.length < 2) {
      parts.push(unit(amount, name));
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.join(' ');
}

function unit(amount: number, name: 'day' | 'hour' | 'minute' | 'second' | 'millisecond'): string {
  return formatNumber(amount, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short' });
}

/** How long ago, or in how long: "3 hours ago". */
export function formatAge(time: number | string, now: number): string {
  const ms = new Date(time).getTime() - now;
  const format = formatter('age', {}, (code) => new Intl.RelativeTimeFormat(code, { numeric: 'auto' }));
  const days = Math.abs(ms) / 86_400_000;
  if (days >= 365) {
    return format.format(Math.trunc(ms / (365 * 86_400_000)), 'year');
  }
  if (days >= 30) {
    return format.format(Math.trunc(ms / (30 * 86_400_000)), 'month');
  }
  const [name, size] = UNITS.find(([, size]) => Math.abs(ms) >= size) ?? ['second', 1_000];
  return format.format(Math.trunc(ms / size), name);
}

/** From so long to so long, no finer than anybody can know it: "2–4 min". */
export function formatSpan(least: number, most: number): string {
  const [name, size, grain] =
    most < 90_000
      ? (['second', 1_000, 5] as const)
      : most < 5_400_000
        ? (['minute', 60_000, 1] as const)
        : (['hour', 3_600_000, 0.5] as const);
  const from = Math.max(grain, Math.floor(least / size / grain) * grain);
  const to = Math.max(from, Math.ceil(most / size / grain) * grain);
  return numbers({ style: 'unit', unit: name, unitDisplay: 'short' }).formatRange(from, to);
}
