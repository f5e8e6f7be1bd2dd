/** Every document the app sends is a question the server understands. */
import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { schemaTypes } from '../../build/schema.mjs';
import { readSchema } from '../../build/sdl.mjs';
import * as calendar from '../../src/api/calendar.ts';
import * as details from '../../src/api/details.ts';
import * as koppeling from '../../src/api/koppeling.ts';
import * as me from '../../src/api/me.ts';
import * as meetups from '../../src/api/meetups.ts';
import * as regions from '../../src/api/regions.ts';
import * as register from '../../src/api/register.ts';
import { keepToken } from '../../src/api/token.ts';

const schema = readSchema();

/** What a module gives out, and what its read functions send. */
function sent(module: object): string[] {
  return Object.values(module).filter((value): value is string => typeof value === 'string' && /^\s*(query|mutation|subscription)\b/.test(value));
}

describe('documents', () => {
  const exported = [koppeling, meetups, register].flatMap(sent);
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

describe('what the reading functions ask', () => {
  const asked: string[] = [];
  beforeAll(() => {
    keepToken({ accessToken: `h.${Buffer.from(JSON.stringify({ sub: 'me' })).toString('base64url')}.s`, expiresIn: 900 });
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      asked.push((JSON.parse(init.body as string) as { query: string }).query);
      return new Response('{"data":{}}');
    });
  });
  afterAll(() => vi.unstubAllGlobals());

  it.each<[string, () => Promise<unknown>]>([
    ['readFeeds', () => calendar.readFeeds('me')], ['readMe', () => me.readMe('me')], ['readDetails', () => details.readDetails('me')], ['readContact', () => koppeling.readContact('id', 'me')],
    ['readMeetups', () => meetups.readMeetups({}, null)], ['readMeetup', () => meetups.readMeetup('id', null)], ['readRegions', () => regions.readRegions()],
  ])('%s', async (_, read) => {
    asked.length = 0;
    await read().catch(() => undefined); // the answer here is empty; the question counts
    expect(asked).toHaveLength(1);
    expect(validate(schema, parse(asked[0]!)).map(({ message }) => message)).toEqual([]);
  });
});

it('the types are those of the SDL (npm run schema)', () => {
  const kept = readFileSync(new URL('../../src/api/schema.d.ts', import.meta.url), 'utf8');
  expect(kept === schemaTypes()).toBe(true);
});
