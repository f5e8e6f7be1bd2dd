/** Days and hours as people at the desk say them: Dutch time, whatever this machine's clock thinks. */
import { dayKey } from '../../text/format.ts';

const clock = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Amsterdam', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
});
const dayLength = 24 * 60 * 60 * 1000;

/** A day (2026-11-26) and an hour (14:00) here, as an instant; nothing when they are none. */
export function instant(day: string, time = '12:00'): string | undefined {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  let at = wanted - ahead(wanted);
  at = wanted - ahead(at); // the clock may change between the guess and the answer
  return new Date(at).toISOString();
}

/** An instant as the two fields of a form. */
export function fieldsOf(at: string | Date): { day: string; time: string } {
  const now = partsOf(new Date(at).getTime());
  return { day: `${now.year}-${now.month}-${now.day}`, time: `${now.hour}:${now.minute}` };
}

/** How many midnights lie between; 0 is today, and -1 yesterday. */
export function daysUntil(at: string | Date, now: Date): number {
  return Math.round((Date.parse(dayKey(at)) - Date.parse(dayKey(now))) / dayLength);
}

export function daysSince(at: string | Date, now: Date): number {
  return -daysUntil(at, now);
}

export function monthsSince(at: string | Date, now: Date): number {
  return Math.floor(daysSince(at, now) / 30.44);
}

/** How far the Dutch clock is ahead of UTC at an instant. */
function ahead(at: number): number {
  const { year, month, day, hour, minute, second } = partsOf(at);
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - Math.floor(at / 1000) * 1000;
}

function partsOf(at: number): Record<string, string> {
  return Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
}
