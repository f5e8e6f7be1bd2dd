import { expect, it } from 'vitest';
import { laid, touched } from '../../src/flows/laid.ts';

const begin = { title: 'Koffie', capacity: '12', languages: ['nl'], at: { day: '', from: '09:30' }, chosen: null as string | null };

it('an untouched form has nothing to keep, however it was copied', () => {
  expect(touched(begin, structuredClone(begin))).toBeUndefined();
  expect(touched({ hoe: undefined }, { hoe: '' })).toBeUndefined();
});

it('keeps what was touched and nothing else, however deep', () => {
  const now = { ...begin, title: '', languages: ['nl', 'pl'], at: { day: '2026-12-01', from: '09:30' } };
  expect(touched(begin, now)).toEqual({ title: '', languages: ['nl', 'pl'], at: { day: '2026-12-01' } });
});

it('lies over what stands there now: a colleague’s change of another field stays', () => {
  const theirs = { ...begin, capacity: '31', at: { day: '', from: '10:00' } };
  expect(laid(theirs, { title: 'Wafels', at: { day: '2026-12-01' } })).toEqual({ ...begin, title: 'Wafels', capacity: '31', at: { day: '2026-12-01', from: '10:00' } });
  expect(theirs.title).toBe('Koffie');
  expect(laid(begin, undefined)).toEqual(begin);
});

it('what is typed while the rest comes back wins', () => {
  const typed = { ...begin, title: 'Nieuw' };
  expect(laid(laid(begin, { title: 'Oud', capacity: '20' }), touched(begin, typed))).toMatchObject({ title: 'Nieuw', capacity: '20' });
});

it('a list is one answer, and no is an answer too', () => {
  expect(touched({ dieren: null }, { dieren: [] })).toEqual({ dieren: [] });
  expect(touched({ rookt: null }, { rookt: false })).toEqual({ rookt: false });
  expect(laid({ dieren: ['HOND', 'KAT'] }, { dieren: ['KAT'] })).toEqual({ dieren: ['KAT'] });
});
