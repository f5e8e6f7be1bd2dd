/** What comes back, in words: "Elke eerste maandag van de maand". For everybody; the desk has its own fields for it. */
import { list } from '../text/format.ts';
import { lang, t, type Key } from '../text/index.svelte.ts';
import { days } from './words.ts';

type Rule = { unit: string; every: number; weken: string | null; days: readonly string[]; nth: readonly number[] };

export function rhythmText({ unit, every, weken, days: on, nth }: Rule): string {
  const names = list(days.filter((day) => on.includes(day)).map((day) => t(`day.${day.toLowerCase() as 'ma'}`)), lang());
  const which = list(nth.map((n) => t(`rhythm.nth.${n}` as Key)), lang());
  if (unit === 'MAAND') return t(every > 1 ? 'rhythm.months' : 'rhythm.month', { which, days: names, n: every });
  if (weken === 'EVEN' || weken === 'ONEVEN') return t(`rhythm.${weken}`, { days: names });
  return t(every > 1 ? 'rhythm.weeks' : 'rhythm.week', { days: names, n: every });
}

/** Half past nine and 120 minutes later, as moments of a day that has no clock change. */
export function hoursOf(at: string, minutes: number): { from: Date; to: Date } {
  const from = new Date(`2026-01-05T${at}:00+01:00`);
  return { from, to: new Date(from.getTime() + minutes * 60_000) };
}
