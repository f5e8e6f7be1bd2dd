/** The words: complete in every language that people can pick, and in Dutch easy to read. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, preferred, ready } from '../../src/text/languages.ts';
import { fill, namesIn } from '../../src/text/message.ts';

type Words = Record<string, string>;
const sections = ['core', 'visitor', 'register', 'parent', 'device', 'visit', 'desk', 'host', 'regio'] as const;
const folder = new URL('../../src/text/', import.meta.url);
const read = async (lang: string, section: string) => ((await import(`../../src/text/${lang}/${section}.ts`)) as { default: Words }).default;

describe.each(ready.map(({ code }) => code))('%s is complete', (lang) => {
  it.each(sections.filter((section) => section !== 'desk' && section !== 'host' && section !== 'regio' && section !== 'visit'))('%s', async (section) => {
    const [dutch, words] = await Promise.all([read('nl', section), read(lang, section)]);
    expect(Object.keys(words).sort()).toEqual(Object.keys(dutch).sort());
    for (const [key, text] of Object.entries(dutch)) {
      if (text) expect(words[key], key).toBeTruthy();
      expect(namesIn(words[key]!), key).toEqual(namesIn(text));
    }
  });
});

it.each([['Petra en Sjaak', 'delen'], ['Petra & Sjaak', 'delen'], ['Familie De Wit', 'deelt'], ['Engelien', 'deelt'], ['Ron, Wil en Jo', 'delen'], ['Hendrika', 'deelt']])('%s %s een zorg', (name, verb) =>
  expect(fill('{name} {name, plural, one {deelt} other {delen}} een zorg', { name }, 'nl')).toBe(`${name} ${verb} een zorg`));

/** A verb behind the name of a household goes along with how many they are. */
it('no household of two is spoken of as one', async () => {
  const single = /\{(name|vraag|steun|gives)\} (wil|zei|zegt|deelt|wacht|woont|maakt|heeft|gaat|kan|vraagt|komt|doet|krijgt|zoekt)\b/;
  const found = Object.entries(await read('nl', 'desk')).filter(([key, text]) => key !== 'desk.conflict' && single.test(text)); // that is a colleague
  expect(found).toEqual([]);
});

it('no key stands in two sections', async () => {
  const keys = (await Promise.all(sections.map((section) => read('nl', section)))).flatMap(Object.keys);
  expect(keys.length).toBe(new Set(keys).size);
});

it('a language without all words is hidden', () => {
  const written = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  expect(ready.map(({ code }) => code).sort()).toEqual(written);
  expect(languages.length).toBe(6);
  expect(preferred(['ti', 'ar-SY', 'en-GB'])).toBe('ar');
  expect(preferred(['fr'])).toBe('nl');
});

describe('Dutch for parents', () => {
  const parents = ['core', 'visitor', 'register', 'parent', 'device'] as const;
  const forbidden = /\b(fout|ongeldig|verplicht|error|intake|koppeling|ondersteuning|toestemming|verzenden|opgeslagen|formulier|gebruiker|u|uw)\b/i;

  /** A plural has more texts in one. */
  const spoken = (text: string) => [fill(text, { n: 1 }, 'nl'), fill(text, { n: 2 }, 'nl')];

  it.each(parents)('%s: at most 12 words a sentence', async (section) => {
    const long = Object.entries(await read('nl', section)).flatMap(([key, text]) =>
      spoken(text).flatMap((line) => line.split(/[.!?:]+(?:\s|$)/)).filter((sentence) => sentence.trim().split(/\s+/).length > 12).map((sentence) => `${key}: ${sentence}`));
    expect(long).toEqual([]);
  });

  it.each(parents)('%s: no word that tells people off or that only staff know', async (section) => {
    const found = Object.entries(await read('nl', section)).filter(([, text]) => forbidden.test(text));
    expect(found).toEqual([]);
  });

  it('no unused words', async () => {
    const used = sources(new URL('../../src/', import.meta.url)).join('\n');
    const keys = (await Promise.all(parents.map((section) => read('nl', section)))).flatMap(Object.keys);
    expect(keys.filter((key) => !isUsed(key, used))).toEqual([]);
  });
});

/** As a whole, or as the beginning of a key that is made on the spot. */
function isUsed(key: string, text: string): boolean {
  if (text.includes(`'${key}'`) || text.includes(`"${key}"`)) return true;
  const parts = key.split('.');
  return parts.some((_, i) => i > 0 && text.includes(`\`${parts.slice(0, i).join('.')}.\${`)) || text.includes(`\`${parts[0]}.\${`);
}

function sources(url: URL): string[] {
  return readdirSync(url, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'text' ? [] : sources(new URL(`${entry.name}/`, url));
    return /\.(ts|svelte)$/.test(entry.name) ? [readFileSync(new URL(entry.name, url), 'utf8')] : [];
  });
}

describe('fill', () => {
  it.each([
    ['Dag {name}', { name: 'Samira' }, 'Dag Samira'],
    ['{n, plural, one {Nog 1 plek} other {Nog # plekken}}', { n: 1 }, 'Nog 1 plek'],
    ['{n, plural, one {Nog 1 plek} other {Nog # plekken}}', { n: 6 }, 'Nog 6 plekken'],
    ['{n, plural, =0 {geen} one {# kind} other {# kinderen}} in {where}', { n: 0, where: 'huis' }, 'geen in huis'],
    ['{n, plural, one {{name} en 1} other {{name} en #}}', { n: 3, name: 'Kim' }, 'Kim en 3'],
    ['niets', {}, 'niets'],
  ])('%s', (text, values, want) => expect(fill(text, values as never, 'nl')).toBe(want));

  it('follows the plurals of the language', () => {
    const text = '{n, plural, one {# miejsce} few {# miejsca} many {# miejsc} other {# miejsca}}';
    expect([1, 2, 5, 22].map((n) => fill(text, { n }, 'pl'))).toEqual(['1 miejsce', '2 miejsca', '5 miejsc', '22 miejsca']);
  });

  it('puts values in as they are: a brace in a name stays a brace', () => {
    expect(fill('Dag {name}', { name: '{n}' }, 'nl')).toBe('Dag {n}');
  });
});
