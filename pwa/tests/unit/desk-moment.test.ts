import { describe, expect, it } from 'vitest';
import { daysUntil, fieldsOf, instant, monthsSince } from '../../src/flows/desk/moment.ts';

describe('a day and an hour here', () => {
  it.each([
    ['2026-11-26', '14:00', '2026-11-26T13:00:00.000Z'],
    ['2026-07-01', '09:30', '2026-07-01T07:30:00.000Z'],
    ['2026-03-29', '01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '12:00', '2026-10-25T11:00:00.000Z'],
    ['2026-10-25', '00:00', '2026-10-24T22:00:00.000Z'],
    ['2027-01-01', '00:00', '2026-12-31T23:00:00.000Z'],
  ])('%s %s is %s', (day, time, want) => {
    expect(instant(day, time)).toBe(want);
    expect(fieldsOf(want)).toEqual({ day, time });
  });

  it('the hour that is not there becomes one that is', () => expect(fieldsOf(instant('2026-03-29', '02:30')!).day).toBe('2026-03-29'));
  it.each([['', '12:00'], ['2026-11-26', ''], ['morgen', '12:00']])('%s %s is none', (day, time) => expect(instant(day, time)).toBeUndefined());
});

describe('days between', () => {
  const now = new Date('2026-11-26T22:30:00Z'); // 23.30 here
  it.each([
    ['2026-11-26T23:30:00Z', 1], // half past midnight
    ['2026-11-26T05:00:00Z', 0], ['2026-11-25T22:00:00Z', -1], ['2026-11-25T23:30:00Z', 0], ['2027-01-07T12:00:00Z', 42],
  ])('until %s: %i', (at, want) => expect(daysUntil(at, now)).toBe(want));
  it('a clock that changes is no day', () => expect(daysUntil('2026-10-26T00:30:00Z', new Date('2026-10-24T00:30:00Z'))).toBe(2));
  it('months', () => expect(monthsSince('2026-04-20T10:00:00Z', now)).toBe(7));
});
