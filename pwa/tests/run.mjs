/** The app in a browser, against our own server: `node tests/run.mjs [part of a name …]`.
 *  The last line tells how many stories passed. */
import { readdirSync } from 'node:fs';
import { runAll } from './harness.mjs';

const folder = new URL('./browser/', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => ({ name: name.replace('.test.mjs', ''), url: new URL(name, folder) }));

const { passed, failed } = await runAll(files, process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
