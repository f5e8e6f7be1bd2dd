import { expect, it } from 'vitest';
import { encode, postbusCodes } from '../../build/postbus.mjs';
import { postbus } from '../../src/flows/postbus.ts';

it('knows the same post boxes as the server’s table', () => {
  const codes = postbusCodes();
  expect(codes.length).toBeGreaterThan(500);
  expect([...postbus]).toEqual(codes);
  expect(encode([1000, 1001, 1036])).toBe('z0rs1z00z');
});
