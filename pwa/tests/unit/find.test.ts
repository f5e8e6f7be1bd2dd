import { describe, expect, it } from 'vitest';
import type { Meetup } from '../../src/api/meetups.ts';
import { askFor, chosen, filterMeetups, fromQuery, noFilter, toQuery, type Filter } from '../../src/flows/filter.ts';
import { firstOf, plus, plusMonths, step, weeks } from '../../src/flows/month.ts';

const now = new Date('2026-11-24T12:00:00Z');
const meetup = (id: string, more: Partial<Meetup>) => ({
  id, startsAt: '2026-11-25T09:00:00Z', endsAt: '2026-11-25T11:00:00Z', withChildren: true, ageFrom: null, ageTo: null, languages: ['nl'], doelgroepen: [], thema: 'KOFFIE', ...more,
}) as unknown as Meetup;

describe('what somebody looks for', () => {
  const list = [
    meetup('koffie', {}), meetup('slapen', { thema: 'SLAPEN', languages: ['nl', 'ar'] }), meetup('baby', { ageFrom: 0, ageTo: 1 }),
    meetup('mannen', { doelgroepen: ['MANNEN'], withChildren: false }), meetup('over', { startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T10:00:00Z' }),
  ];
  const found = (filter: Partial<Filter>, past = false) => filterMeetups(list, { ...noFilter, ...filter }, now, past).map(({ id }) => id).join(' ');
  it.each<[Partial<Filter>, string]>([
    [{}, 'koffie slapen baby mannen'], [{ thema: 'SLAPEN' }, 'slapen'], [{ language: 'ar' }, 'slapen'], [{ age: 1 }, 'koffie slapen baby'],
    [{ age: 2 }, 'koffie slapen'], [{ doelgroep: 'MANNEN' }, 'koffie slapen baby mannen'], [{ doelgroep: 'VROUWEN' }, 'koffie slapen baby'], [{ kids: true, language: 'tr' }, ''],
  ])('%o', (filter, ids) => expect(found(filter)).toBe(ids));
  it('a month shows what is over', () => expect(found({}, true)).toContain('over'));

  it('an address and back is the same choice, in the words of the API', () => {
    const filter: Filter = { week: true, kids: true, evening: false, thema: 'ETEN', language: 'ar', age: 0, doelgroep: 'MANNEN' };
    const query = toQuery(filter, "'s-Gravendeel", 'calendar');
    expect(fromQuery(query)).toEqual({ filter, near: "'s-Gravendeel", look: 'calendar' });
    for (const word of ['withChildren=true', 'theme=ETEN', 'language=ar', 'age=0', 'doelgroep=MANNEN']) expect(query).toContain(word);
    expect(toQuery(noFilter, '', 'list')).toBe('');
    expect(fromQuery('?theme=NIETS&age=oud&language=<b>&doelgroep=x&look=x')).toEqual({ filter: { ...noFilter, thema: undefined, language: undefined, age: undefined, doelgroep: undefined }, near: '', look: 'list' });
    expect(chosen(filter)).toBe(4);
    expect(askFor(filter, now)).toMatchObject({ to: '2026-12-01T12:00:00.000Z', theme: 'ETEN', withChildren: true, evening: undefined });
  });
});

describe('a month', () => {
  it('has whole weeks from Monday on', () => {
    const november = weeks({ year: 2026, month: 11 });
    expect(november.map((week) => week.length)).toEqual(Array(november.length).fill(7));
    expect([november[0]![0], november.at(-1)![6]]).toEqual(['2026-10-26', '2026-12-06']);
    expect(weeks({ year: 2027, month: 2 }).flat()).toHaveLength(28); // it begins on a Monday
  });
  it('goes on over the end of a year and of February', () => {
    expect([plusMonths('2026-12-31', 1), plusMonths('2027-01-31', 1), plusMonths('2027-03-31', -1), plus('2026-12-31', 1), firstOf({ year: 2027, month: 1 })])
      .toEqual(['2027-01-31', '2027-02-28', '2027-02-28', '2027-01-01', '2027-01-01']);
  });
  it('is walked through by keys', () => {
    const from = '2026-11-25'; // a Wednesday
    const keys = { ArrowLeft: '2026-11-24', ArrowRight: '2026-11-26', ArrowUp: '2026-11-18', ArrowDown: '2026-12-02', Home: '2026-11-23', End: '2026-11-29', PageUp: '2026-10-25', PageDown: '2026-12-25', x: undefined };
    for (const [key, to] of Object.entries(keys)) expect(step(from, key), key).toBe(to);
    expect(step(from, 'ArrowLeft', true)).toBe('2026-11-26');
  });
});
