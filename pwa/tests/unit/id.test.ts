import { describe, expect, it } from 'vitest';
import { newId, typeCodes, typeOf, type TypeName } from '../../src/api/id.ts';

describe('newId', () => {
  it.each(Object.keys(typeCodes) as TypeName[])('%s says its type', (type) => {
    const id = newId(type);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(typeOf(id)).toBe(type);
  });

  it('keeps the time in front, so that ids sort by age', () => {
    const before = newId('Family', 1_700_000_000_000);
    const after = newId('Family', 1_700_000_000_001);
    expect(before < after).toBe(true);
    expect(parseInt(before.replace('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000);
  });

  it('never makes the same twice', () => {
    expect(new Set(Array.from({ length: 5000 }, () => newId('Signup', 1))).size).toBe(5000);
  });

  it.each(['', 'x', '00000000-0000-4000-8000-000000000005', '0190a5c4-0000-7000-8000-0000000000ff'])('%s is no id of ours', (id) => {
    expect(typeOf(id)).toBeUndefined();
  });
});
