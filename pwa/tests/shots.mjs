/** A picture of every screen, from the real server with the invented region: `make shots`, or after `make build`
 *  `node tests/shots.mjs [folder] [name …]`. On a phone and on a laptop, by day and in the dark. It ends with 1 when
 *  a screen scrolls sideways, complains in the console, or does not come. FULL=1 also takes the whole length. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { expected, laptop, phone } from './harness.mjs';
import { sideways } from './looks.mjs';
import { quiet } from './pages.mjs';
import { signIn } from './people.mjs';
import { startServer } from './server.mjs';
import { region, voices } from './shots-region.mjs';
import { desk } from './shots-desk.mjs';
import { family } from './shots-family.mjs';
import { host } from './shots-host.mjs';
import { visitor } from './shots-visitor.mjs';

const [folder = new URL('../../test-results/shots/', import.meta.url).pathname, ...only] = process.argv.slice(2);
const sizes = { 390: phone, 1280: laptop };
const wrong = [];
let taken = 0;
/** One sign-in after the other: a new code takes the place of the one before. */
let turn = Promise.resolve();

/** A shelf is somebody (or nobody) and the screens to look at: a name, a path, and what brings the screen in the state
 *  to look at. One sign-in for all of them. A walk is taken whole or not at all. */
async function look(browser, base, size, { who, language, javaScriptEnabled = true, walk, screens }) {
  const asked = (name) => !only.length || only.some((part) => name.startsWith(part));
  const wanted = screens.filter(([name], _, all) => (walk ? all.some(([name]) => asked(name)) : asked(name)));
  if (!wanted.length) return;
  const context = await browser.newContext({ ...sizes[size], javaScriptEnabled, serviceWorkers: 'block', reducedMotion: 'reduce', locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
  context.setDefaultTimeout(10_000);
  await context.addInitScript(voices);
  if (language) await context.addInitScript((code) => localStorage.setItem('buurtdorp-taal', code), language);
  const page = await context.newPage();
  let now = 'sign-in';
  const note = (text) => wrong.push(`${now} at ${size}: ${text}`);
  context.on('weberror', (error) => note(String(error.error())));
  context.on('console', (message) => message.type() === 'error' && !expected(message.text()) && note(message.text()));
  if (who) await (turn = turn.then(() => signIn(page, base, who)));
  for (const [name, path, then] of wanted) {
    now = name;
    try {
      if (path) await page.goto(base + path); // else it goes on from the picture before
      await page.waitForSelector(javaScriptEnabled ? 'h1' : 'body');
      if (javaScriptEnabled) await quiet(page);
      await then?.(page);
      if (javaScriptEnabled) await quiet(page);
    } catch (error) {
      note(String(error).split('\n')[0]);
    }
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const file = join(folder, `${name}-${size}${colorScheme === 'dark' ? '-donker' : ''}`);
      await page.screenshot({ path: `${file}.png` });
      if (process.env.FULL && colorScheme === 'light') await page.screenshot({ path: `${file}-heel.png`, fullPage: true });
      taken++;
    }
    for (const wide of await sideways(page)) note(wide);
    await page.emulateMedia({ colorScheme: 'light' });
  }
  await context.close();
}

const started = Date.now();
mkdirSync(folder, { recursive: true });
const server = await startServer({ house: 'demo' });
const browser = await openBrowser();
try {
  const known = await region(server);
  const shelves = [...desk(known), ...host(known), ...visitor(known), ...family(known)].flatMap((shelf) => Object.keys(sizes).map((size) => [size, shelf]));
  const work = async () => {
    for (let next = shelves.shift(); next; next = shelves.shift()) await look(browser, server.base, ...next);
  };
  await Promise.all([work(), work()]);
} finally {
  await browser.close();
  await server.stop();
}
for (const line of wrong) console.log(line);
console.log(`${taken} pictures in ${folder}, ${wrong.length} things wrong, ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(wrong.length || !taken ? 1 : 0);
