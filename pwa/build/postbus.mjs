/** Writes src/flows/postbus.ts: the codes of post boxes out of the table that the server reads too. */
import { readFileSync, writeFileSync } from 'node:fs';

const table = new URL('../../internal/geo/data/4pp.csv', import.meta.url);

export function postbusCodes() {
  const rows = readFileSync(table, 'utf8').trim().split('\n').slice(1);
  return rows.filter((row) => /,"?Postbus"?\s*$/.test(row)).map((row) => Number(row.split(',')[1].replaceAll('"', ''))).sort((a, b) => a - b);
}

/** Each code as its distance from the one before: one digit of base 36, or z and three. */
export function encode(codes) {
  let last = 0;
  return codes.map((code) => {
    const gap = code - last;
    last = code;
    return gap < 35 ? gap.toString(36) : `z${gap.toString(36).padStart(3, '0')}`;
  }).join('');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const text = `/** Made by \`node build/postbus.mjs\` from internal/geo/data/4pp.csv (MIT, Bob den Otter). */
const packed =
  '${encode(postbusCodes()).replace(/(.{110})(?=.)/g, "$1' +\n  '")}';

export const postbus: ReadonlySet<number> = unpack(packed);

function unpack(text: string): Set<number> {
  const codes = new Set<number>();
  for (let at = 0, last = 0; at < text.length; ) {
    const far = text[at] === 'z';
    last += parseInt(far ? text.slice(at + 1, at + 4) : text[at]!, 36);
    codes.add(last);
    at += far ? 4 : 1;
  }
  return codes;
}
`;
  writeFileSync(new URL('../src/flows/postbus.ts', import.meta.url), text);
}
