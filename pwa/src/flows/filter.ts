/** What people ask of a list of meetups. The server answers it for all there are, the phone for
 *  what it has: also without internet. In an address it has the words of the API, so that a
 *  choice can be shared, and reads the same without JavaScript. */
import type { Meetup, MeetupFilter } from '../api/meetups.ts';

export type Thema = Meetup['thema'];
export type Doelgroep = Meetup['doelgroepen'][number];
export type Filter = { week: boolean; kids: boolean; evening: boolean; thema?: Thema; language?: string; age?: number; doelgroep?: Doelgroep; /** Km from home, by the roads. */ within?: number };
export type Look = 'list' | 'map' | 'calendar';
export const distances: readonly number[] = [5, 10, 20];
export const noFilter: Filter = { week: false, kids: false, evening: false };

export const themas: readonly Thema[] = ['KOFFIE', 'SLAPEN', 'ETEN', 'OPVOEDEN', 'SCHEIDING', 'PUBERTEIT', 'WONEN', 'SPELEN', 'TAAL', 'ANDERS'];
export const doelgroepen: readonly Doelgroep[] = ['VROUWEN', 'MANNEN', 'GROOTOUDERS', 'JONGE_OUDERS', 'ALLEENSTAAND'];

const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Amsterdam', hour: 'numeric', hourCycle: 'h23' });
const aWeek = 7 * 24 * 60 * 60 * 1000;

export function filterMeetups(meetups: readonly Meetup[], filter: Filter, now: Date, past = false): Meetup[] {
  const { week, kids, evening, thema, language, age, doelgroep } = filter;
  return meetups.filter((meetup) => {
    const starts = Date.parse(meetup.startsAt);
    if (!past && Date.parse(meetup.endsAt) < now.getTime()) return false; // kept from before, over by now
    if (week && starts > now.getTime() + aWeek) return false;
    if (kids && !meetup.withChildren) return false;
    if (thema && meetup.thema !== thema) return false;
    if (language && !meetup.languages.includes(language)) return false;
    if (age !== undefined && !(meetup.withChildren && (meetup.ageFrom ?? 0) <= age && age <= (meetup.ageTo ?? 99))) return false;
    if (doelgroep && meetup.doelgroepen?.length && !meetup.doelgroepen.includes(doelgroep)) return false; // a phone may have kept it from before there were any
    return !evening || Number(hour.format(starts)) >= 17;
  });
}

/** How many of the choices behind "Meer kiezen" are made. */
export function chosen({ thema, language, age, doelgroep }: Filter): number {
  return [thema, language, age, doelgroep].filter((value) => value !== undefined).length;
}

/** The same question for the server. */
export function askFor(filter: Filter, now: Date): MeetupFilter {
  const { week, kids, evening, thema, language, age, doelgroep, within } = filter;
  return {
    within,
    to: week ? new Date(now.getTime() + aWeek).toISOString() : undefined,
    withChildren: kids || undefined, evening: evening || undefined, theme: thema, language, age, doelgroep,
  };
}

/** What somebody typed as where she lives: of a postcode the four digits, so that an address that is
 *  shared is about a village and not about a house. */
export function whereFrom(typed: string): string {
  const [, digits] = /^([1-9]\d{3}) ?[a-z]{0,2}$/i.exec(typed.trim()) ?? [];
  return digits ?? typed.trim().slice(0, 60);
}

export function toQuery(filter: Filter, near: string, look: Look): string {
  const { week, kids, evening, thema, language, age, doelgroep, within } = filter;
  const words = { near, within: near && within, week, withChildren: kids, evening, theme: thema, language, age, doelgroep, look: look === 'list' ? '' : look };
  const query = String(new URLSearchParams(Object.entries(words).flatMap(([name, value]) => (value || value === 0 ? [[name, String(value)]] : []))));
  return query && `?${query}`;
}

export function fromQuery(search: string): { filter: Filter; near: string; look: Look } {
  const query = new URLSearchParams(search);
  const known = <T extends string>(list: readonly T[], name: string) => list.find((one) => one === query.get(name));
  const age = query.get('age');
  const language = query.get('language');
  return {
    filter: {
      week: query.get('week') === 'true', kids: query.get('withChildren') === 'true', evening: query.get('evening') === 'true',
      within: query.get('near') ? distances.find((km) => String(km) === query.get('within')) : undefined,
      thema: known(themas, 'theme'), doelgroep: known(doelgroepen, 'doelgroep'),
      language: language && /^[a-z]{2}$/.test(language) ? language : undefined, age: age && /^\d{1,2}$/.test(age) ? Number(age) : undefined,
    },
    near: query.get('near') ?? '',
    look: known(['list', 'map', 'calendar'] as const, 'look') ?? 'list',
  };
}
