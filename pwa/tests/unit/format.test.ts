import { describe, expect, it } from 'vitest';
import { addressLine, clock, day, dayKey, languageName, spoken, tile, within, workingDay, written } from '../../src/text/format.ts';

describe('Dutch time, whatever the phone thinks', () => {
  it.each([
    ['2026-11-24T08:30:00Z', '9.30'], ['2026-07-24T08:30:00Z', '10.30'], ['2026-11-24T23:05:00Z', '0.05'], ['2026-11-24T16:00:00Z', '17.00'],
  ])('%s is %s uur', (at, want) => expect(clock(at, 'nl')).toBe(want));

  it('day before date, in words', () => expect(day('2026-11-24T08:30:00Z', 'nl')).toBe('dinsdag 24 november'));
  it('three short words for a house', () => expect(tile('2026-11-24T08:30:00Z', 'nl')).toEqual({ weekday: 'di', day: '24', month: 'nov' }));
  it('the day here, not in Greenwich', () => expect(dayKey('2026-11-24T23:30:00Z')).toBe('2026-11-25'));
});

describe('working days', () => {
  it.each([
    ['2026-11-21T12:00:00Z', 2, '2026-11-24'], ['2026-11-23T12:00:00Z', 2, '2026-11-25'], ['2026-11-26T12:00:00Z', 3, '2026-12-01'],
  ])('%s + %i', (from, days, want) => expect(dayKey(workingDay(new Date(from), days))).toBe(want));
});

it.each([
  ['+31186000145', '0186 00 01 45'], ['+31100000000', '010 000 00 00'], ['+31612345678', '06 12 34 56 78'], ['+32470123456', '+32470123456'],
])('%s is said as %s', (phone, want) => expect(spoken(phone)).toBe(`\u2066${want.replaceAll(' ', '\u00a0')}\u2069`));

it.each([
  ['3264ZW', '3264\u00a0ZW'], ['3264 zw', '3264\u00a0ZW'], ['3264', '3264'], ['', ''], ['B-1050', 'B-1050'],
])('the postcode %s is written as %s', (postcode, want) => expect(written(postcode)).toBe(want));
it('an address is as much as we know of it', () => {
  expect(addressLine({ street: 'Voorstraat', houseNumber: '12', postcode: '3264ZW', village: 'Nieuw-Beijerland' })).toBe('Voorstraat 12, 3264\u00a0ZW Nieuw-Beijerland');
  expect(addressLine({ street: '', houseNumber: '', postcode: '', village: 'Strijen' })).toBe('Strijen');
});

it('names languages as the reader does', () => {
  expect(languageName('ar', 'nl')).toBe('Arabisch');
  expect(languageName('nl', 'nl')).toBe('Nederlands');
});

it('makes a label small within a sentence, and leaves letters that are a word', () => {
  expect(within('Plan gesprek', 'nl')).toBe('plan gesprek');
  expect(within('VOG klaarzetten', 'nl')).toBe('VOG klaarzetten');
  expect(within('İlk görüşme', 'tr')).toBe('ilk görüşme');
  expect(within('', 'nl')).toBe('');
});
