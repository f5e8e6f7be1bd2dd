/** Every document the app sends is a question the server understands. */
import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schemaTypes } from '../../build/schema.mjs';
import { readSchema } from '../../build/sdl.mjs';
import * as me from '../../src/api/me.ts';
import * as meetups from '../../src/api/meetups.ts';
import * as register from '../../src/api/register.ts';

const schema = readSchema();

/** What a module gives out, and what its read functions send. */
function sent(module: object): string[] {
  return Object.values(module).filter((value): value is string => typeof value === 'string' && /^\s*(query|mutation|subscription)\b/.test(value));
}

describe('documents', () => {
  const exported = [me, meetups, register].flatMap(sent);
  it('are there', () => expect(exported.length).toBeGreaterThan(8));
  it.each(exported.map((text) => [/\b(?:mutation|subscription|query)\s+(\w+)/.exec(text)![1]!, text]))('%s', (_, text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it('no fragment stands in a document twice', () => {
    for (const text of exported) {
      const names = [...text.matchAll(/fragment (\w+) on/g)].map((match) => match[1]);
      expect(names.length).toBe(new Set(names).size);
    }
  });
});

it('the types are those of the SDL (npm run schema)', () => {
  const kept = readFileSync(new URL('../../src/api/schema.d.ts', import.meta.url), 'utf8');
  expect(kept === schemaTypes()).toBe(true);
});
