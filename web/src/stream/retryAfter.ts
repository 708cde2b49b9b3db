const SECONDS = /^\d{1,9}(\.\d{1,9})?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The three forms of a date in HTTP (RFC 9110, section 5.6.7), in this order. */
const FIXDATE = /^[a-z]{3}, (?<day>\d{2}) (?<month>[a-z]{3}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) gmt$/i;
const RFC850 = /^[a-z]{6,9}, (?<day>\d{2})-(?<month>[a-z]{3})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) gmt$/i;
const ASCTIME = /^[a-z]{3} (?<month>[a-z]{3}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/i;

/**
 * The wait that a header `Retry-After` asks for, in milliseconds from now; null if it says nothing that can be understood.
 *
 * Not `Date.parse`: browsers take there what is no date of HTTP, and differ in what they take.
 */
export function retryAfter(header: string | null, now: number): number | null {
  const value = header?.trim() ?? '';
  if (SECONDS.test(value)) {
    return Math.ceil(Number(value) * 1_000);
  }
  for (const form of [FIXDATE, RFC850, ASCTIME]) {
    const parts = form.exec(value)?.groups;
    if (parts) {
      const at = date(parts, now);
      return at === null ? null : Math.max(0, at - now);
    }
  }
  return null;
}

function date(parts: Record<string, string>, now: number): number | null {
  const month = MONTHS.indexOf((parts.month ?? '').toLowerCase());
  const day = Number(parts.day);
  const [hour = 0, minute = 0, second = 0] = (parts.time ?? '').split(':').map(Number);
  // A leap second counts as the last one before it.
  if (month < 0 || hour > 23 || minute > 59 || second > 60) {
    return null;
  }
  const at = Date.UTC(fullYear(parts.year ?? '', now), month, day, hour, minute, Math.min(second, 59));
  return new Date(at).getUTCDate() === day ? at : null;
}

/** Two digits are of the year that is at most 50 years ahead. */
function fullYear(year: string, now: number): number {
  if (year.length === 4) {
    return Number(year);
  }
  const thisYear = new Date(now).getUTCFullYear();
  const guess = thisYear - (thisYear % 100) + Number(year);
  return guess > thisYear + 50 ? guess - 100 : guess <= thisYear - 50 ? guess + 100 : guess;
}
