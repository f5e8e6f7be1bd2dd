/** The look as numbers: one set of dark values, icons that exist, contrast that can be read. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { iconNames } from '../../src/look/icons.ts';

const look = (name: string) => readFileSync(new URL(`../../src/look/${name}`, import.meta.url), 'utf8');
const tokens = look('tokens.css');
const block = (start: string) => tokens.slice(tokens.indexOf(start) + start.length).split('}')[0]!;
const values = (text: string) => Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9A-F]{6})/g)].map(([, name, hex]) => [name!, hex!]));

const light = values(block(':root {'));
const dark = values(block(':root[data-theme="dark"] {'));

it('dark by the phone and dark by choice are the same', () => {
  expect(values(block(':root:not([data-theme="light"]) {'))).toEqual(dark);
  expect(Object.keys(dark)).toEqual(Object.keys(light));
});

it('every icon is in the sprite, and the sprite has no other', () => {
  const drawn = [...look('sprite.svg').matchAll(/id="i-([a-z]+)"/g)].map((match) => match[1]);
  expect(drawn).toEqual([...iconNames]);
});

const main = [['inkt', 'mist'], ['inkt', 'vlak'], ['op-dijk', 'dijk'], ['op-zon', 'zon']];
const text = [
  ['inkt-2', 'mist'], ['inkt-2', 'vlak'], ['inkt-2', 'vlak-2'], ['dijk-tekst', 'vlak'], ['dijk-tekst', 'dijk-tint'], ['dijk-tekst', 'mist'],
  ['vraag', 'vlak'], ['op-vraag', 'vraag'], ['steun', 'vlak'], ['op-steun', 'steun'], ['let', 'vlak'], ['let', 'let-tint'], ['let', 'zon-tint'],
  ['fout', 'vlak'], ['fout', 'fout-tint'],
];
const controls = [['rand', 'vlak'], ['rand', 'mist']];

describe.each([['light', light], ['dark', dark]])('contrast, %s', (_, theme) => {
  it.each(main)('%s on %s is at least 7', (on, under) => expect(contrast(theme[on]!, theme[under]!)).toBeGreaterThanOrEqual(7));
  it.each(text)('%s on %s is at least 4.5', (on, under) => expect(contrast(theme[on]!, theme[under]!)).toBeGreaterThanOrEqual(4.5));
  it.each(controls)('%s on %s is at least 3', (on, under) => expect(contrast(theme[on]!, theme[under]!)).toBeGreaterThanOrEqual(3));
});

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The app must read from right to left, and the policy refuses style in markup. */
describe('what no style may say', () => {
  const physical = /(?<![-\w])(left|right|top|bottom|width|height|margin-(left|right|top|bottom)|padding-(left|right|top|bottom)|border-(left|right|top|bottom)|text-align: (left|right))\s*:/;
  const files = walk(new URL('../../src/', import.meta.url)).filter((path) => /\.(svelte|css)$/.test(path));

  it.each(files.map((path) => [path.split('/src/')[1]!, path]))('%s', (_, path) => {
    const source = readFileSync(path, 'utf8');
    const css = path.endsWith('.css') ? source : (/<style>([\s\S]*)<\/style>/.exec(source)?.[1] ?? '');
    const bad = css.replace(/@media[^{]*/g, '').split('\n').filter((row) => physical.test(row.replace(/\([^)]*\)/g, '')));
    expect(bad).toEqual([]);
    if (path.endsWith('.svelte')) expect(source).not.toMatch(/\sstyle="|\{@html/);
  });
});

function walk(url: URL): string[] {
  return readdirSync(url, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? walk(new URL(`${entry.name}/`, url)) : [new URL(entry.name, url).pathname]));
}
