/** The app in a browser, against our own server: `node tests/run.mjs [part of a name …]`.
 *  The last line tells how many stories passed. */
import { readdirSync } from 'node:fs';
import { runAll } from './harness.mjs';

/** What takes longest starts first, so that no worker is left with it at the end. */
const long = ['look', 'look-desk', 'start', 'look-host', 'disk', 'day', 'faults-phone', 'host', 'register', 'story', 'matcher', 'faults-line', 'mee', 'kept'];
const rank = ({ name }) => (long.includes(name) ? long.indexOf(name) : long.length);

const folder = new URL('./browser/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => ({ name: name.replace('.test.mjs', ''), url: new URL(name, folder) }))
  .sort((a, b) => rank(a) - rank(b));

const { passed, failed } = await runAll(files, process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
