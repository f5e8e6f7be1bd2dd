import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appPaths, isAppPath, isForm } from '../../src/paths.ts';
import { match, routes } from '../../src/routes.ts';

const src = new URL('../../src/', import.meta.url).pathname;

describe('paths', () => {
  it('the service worker knows every page, and no page that is not there', () => {
    const first = [...new Set(routes.map(({ path }) => path.split('/')[1]!))].sort();
    expect([...appPaths].sort()).toEqual(first);
  });

  it.each(['/graphiql', '/graphql', '/dev/mail', '/schema.graphql', '/healthz', '/calendar/x.ics', '/auth/code'])('%s is the server’s', (path) => {
    expect(isAppPath(path)).toBe(false);
  });

  it.each([
    ['/', '/'], ['/ontmoeten/', '/ontmoeten'], ['/ontmoeten/abc', '/ontmoeten/:id'], ['/steun-vragen/hulp', '/steun-vragen/:step'],
    ['/nergens', '*'], ['/ontmoeten/a/b', '*'], ['/ontmoeten/%E0%A4%A', '/ontmoeten/:id'],
  ])('%s is %s', (path, want) => expect(match(path).route.path).toBe(want));
});

describe('a new version leaves forms alone', () => {
  it.each([
    '/steun-vragen/naam', '/steun-geven/wie', '/mee-op-pad/f1', '/zorg-delen', '/klopt-het-nog', '/hoe-was-het/k1', '/afscheid/k1', '/werkplek/nieuw',
    '/werkplek/vraag/v1/gesprek', '/werkplek/ontmoeten/nieuw', '/werkplek/ontmoeten/m1/wijzig', '/werkplek/ontmoeten/reeksen/nieuw', '/werkplek/ontmoeten/plekken/p1',
  ])('%s', (path) => expect(isForm(path)).toBe(true));
  it.each(['/', '/thuis', '/steun-vragen', '/mee-op-pad', '/werkplek', '/werkplek/vraag/v1', '/werkplek/ontmoeten', '/werkplek/ontmoeten/m1'])('%s is none', (path) => expect(isForm(path)).toBe(false));
});

/** The words of a section come in with the route. A screen that says a word of another section
 *  would show its key. So: follow the imports of each screen and look at every key. */
describe('each route brings the words its screen says', async () => {
  const sections = ['core', 'visitor', 'register', 'parent', 'device', 'visit', 'desk', 'host', 'regio'];
  const owner = new Map<string, string>();
  for (const section of sections) {
    const words = ((await import(`../../src/text/nl/${section}.ts`)) as { default: object }).default;
    for (const key of Object.keys(words)) owner.set(key, section);
  }
  const files = readFileSync(`${src}routes.ts`, 'utf8');
  const screens = [...files.matchAll(/path: '([^']+)', words: (\w+|\[[^\]]*\])[^}]*import\('\.\/([^']+)'\)/g)];

  it('finds them all', () => expect(screens.length).toBe(routes.length + 1));

  it.each(screens.map(([, path, , file]) => [path!, file!]))('%s', (path, file) => {
    const route = path === '*' ? { words: [] as string[] } : routes.find((one) => one.path === path)!;
    const brought = new Set(['core', ...route.words]);
    const missing = new Set<string>();
    for (const part of reach(`${src}${file}`)) {
      const text = readFileSync(part, 'utf8');
      for (const key of keysIn(text, owner)) if (!brought.has(owner.get(key)!)) missing.add(`${key} in ${part.slice(src.length)}`);
      for (const begin of beginningsIn(text)) {
        const from = [...owner].filter(([key]) => key.startsWith(begin)).map(([, section]) => section);
        if (from.length && !from.some((section) => brought.has(section))) missing.add(`${begin}… in ${part.slice(src.length)}`);
      }
    }
    expect([...missing]).toEqual([]);
  });
});

/** Parts that one route shows and another only carries along. */
const elsewhere = /flows\/(problem|vraag|steun)\.ts$/;

function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || elsewhere.test(file) || /\/text\/|\/routes\.ts$/.test(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, to] of readFileSync(file, 'utf8').matchAll(/^\s*import (?!type)[^;]*?'(\.[^']+)';/gm)) reach(resolve(dirname(file), to!), seen);
  return seen;
}

function keysIn(text: string, owner: Map<string, string>): string[] {
  return [...text.matchAll(/['"]([a-zA-Z0-9]+(?:\.[a-zA-Z0-9_]+)+)['"]/g)].map((match) => match[1]!).filter((key) => owner.has(key));
}

/** Of keys that are made on the spot: `soort.${soort}`. */
function beginningsIn(text: string): string[] {
  return [...text.matchAll(/`([a-zA-Z0-9.]+\.)\$\{/g)].map((match) => match[1]!);
}
