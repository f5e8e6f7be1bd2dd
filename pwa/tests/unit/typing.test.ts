import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const src = new URL('../../src/', import.meta.url).pathname;

/** What a browser brings back with a tab it has written to its own disk, readable: the text in every field that does
 *  not say otherwise. What is typed here is kept sealed, by ourselves. */
describe('a browser is told what to do with what is typed', () => {
  const fields = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .flatMap((name) => [...readFileSync(src + name, 'utf8').matchAll(/<(?:input|textarea)\b(?:[^>]|=>)*>/g)].map(([tag]) => ({ name, tag })))
    .filter(({ tag }) => !/type="(?:radio|checkbox|range|file|date|time|datetime-local|month|number)"|\{type\} \{name\} \{checked\}/.test(tag));

  it('finds the fields', () => expect(fields.length).toBeGreaterThan(12));

  it('in every field', () => expect(fields.filter(({ tag }) => !/\bautocomplete\b/.test(tag))).toEqual([]));
});
