/** The scenarios of broken lines, so many times in a row, and nothing is tried twice: a line for each run, and what failed.
 *      node tests/soak/faults.mjs [times] [part of a name …] */
import { spawn } from 'node:child_process';

const times = Number(process.argv[2] ?? 10);
const names = process.argv.slice(3);
const runner = new URL('../run.mjs', import.meta.url).pathname;
let green = 0;

for (let n = 1; n <= times; n++) {
  const began = Date.now();
  const child = spawn(process.execPath, [runner, ...(names.length ? names : ['faults', 'mee:', 'update:', 'kept:'])], { env: { ...process.env, BUURTDORP_SOAK: '1' }, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part) => (text += part));
  const code = await new Promise((done) => child.once('exit', done));
  const last = text.trim().split('\n').at(-1);
  if (code === 0) green++;
  console.log(`run ${n} of ${times}: ${last}, ${Math.round((Date.now() - began) / 1000)} s`);
  if (code !== 0) console.log(text.split(/^(?=FAIL|ok  )/m).filter((one) => one.startsWith('FAIL')).join(''));
}
console.log(`${green} of ${times} runs without a failure`);
process.exit(green === times ? 0 : 1);
