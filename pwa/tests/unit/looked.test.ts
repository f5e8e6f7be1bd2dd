import { expect, test } from 'vitest';
import type { Look } from '../../src/api/looked.ts';
import { looked } from '../../src/flows/looked.ts';

const line = (op: string, id: string | null, ...wat: Look['wat']): Look => ({ op, soort: 'DOSSIER', wat, wie: id ? { id, firstName: id } : null });

test('the lines of one day and one person are one', () => {
  expect(looked([
    line('2026-11-24T10:00:00Z', 'Mieke', 'CONTACT'), line('2026-11-24T09:00:00Z', 'Sofie', 'KINDEREN'),
    line('2026-11-24T08:00:00Z', 'Mieke', 'KINDEREN', 'CONTACT'), line('2026-11-23T22:30:00Z', 'Mieke', 'VRAAG'), line('2026-11-23T21:30:00Z', null, 'VRAAG'),
  ])).toEqual([
    { day: '2026-11-24', at: '2026-11-24T10:00:00Z', name: 'Mieke', what: ['CONTACT', 'KINDEREN'], times: 2 },
    { day: '2026-11-24', at: '2026-11-24T09:00:00Z', name: 'Sofie', what: ['KINDEREN'], times: 1 },
    { day: '2026-11-23', at: '2026-11-23T22:30:00Z', name: 'Mieke', what: ['VRAAG'], times: 1 },
    { day: '2026-11-23', at: '2026-11-23T21:30:00Z', name: null, what: ['VRAAG'], times: 1 },
  ].map((x) => x));
});
