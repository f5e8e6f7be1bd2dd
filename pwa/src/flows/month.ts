/** A month as a grid of weeks from Monday on, in Dutch days: '2026-11-24'. */
export type Month = { year: number; month: number };

const text = (date: Date) => date.toISOString().slice(0, 10);
const utc = (day: string) => new Date(`${day}T00:00:00Z`);

export function monthOf(day: string): Month {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

export function firstOf({ year, month }: Month): string {
  return text(new Date(Date.UTC(year, month - 1, 1)));
}

/** `n` days on, or back. */
export function plus(day: string, n: number): string {
  const at = utc(day);
  at.setUTCDate(at.getUTCDate() + n);
  return text(at);
}

/** The same day some months on; the last of that month where it has none such. */
export function plusMonths(day: string, n: number): string {
  const { year, month } = monthOf(day);
  const last = new Date(Date.UTC(year, month + n, 0)).getUTCDate();
  return text(new Date(Date.UTC(year, month - 1 + n, Math.min(Number(day.slice(8)), last))));
}

/** Weeks of seven days; days of another month are in it, so that each row is whole. */
export function weeks(month: Month): string[][] {
  const first = firstOf(month);
  const start = plus(first, -((utc(first).getUTCDay() + 6) % 7));
  const end = plusMonths(first, 1);
  const rows: string[][] = [];
  for (let day = start; day < end; day = plus(day, 7)) rows.push(Array.from({ length: 7 }, (_, i) => plus(day, i)));
  return rows;
}

/** Where a key brings you in the grid; undefined is a key that means nothing here. */
export function step(day: string, key: string, rtl = false): string | undefined {
  const weekday = (utc(day).getUTCDay() + 6) % 7;
  const side = rtl ? -1 : 1;
  switch (key) {
    case 'ArrowLeft': return plus(day, -side);
    case 'ArrowRight': return plus(day, side);
    case 'ArrowUp': return plus(day, -7);
    case 'ArrowDown': return plus(day, 7);
    case 'Home': return plus(day, -weekday);
    case 'End': return plus(day, 6 - weekday);
    case 'PageUp': return plusMonths(day, -1);
    case 'PageDown': return plusMonths(day, 1);
  }
  return undefined;
}
