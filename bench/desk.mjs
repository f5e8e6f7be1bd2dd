/** How heavy the first screen of a matcher is in a region of N families:
 *    node bench/desk.mjs [N=2000]
 *  Fills a database that is thrown away, signs in as a matcher, and opens the board and the list with
 *  "Alle gezinnen": bytes over the line, requests, and the time until it can be read. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../pwa/tests/browser.mjs';
import { signIn } from '../pwa/tests/people.mjs';
import { startServer } from '../pwa/tests/server.mjs';

const families = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'buurtdorp-bench-'));
const binary = process.env.BIN ?? new URL('../bin/buurtdorp', import.meta.url).pathname;
execFileSync(binary, ['demo', '--families', String(families)], { cwd: folder, env: { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'x.db')}` }, stdio: 'ignore' });

const server = await startServer({ house: 'full', folder });
const browser = await openBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
const page = await context.newPage();
await signIn(page, server.base, 'matcher1@demo.buurtdorp.example');
await page.evaluate(() => localStorage.setItem('buurtdorp-werkplek-alle', '1'));

/** Opens a screen anew and tells what it took until this part of it was there. */
async function open(name, path, part) {
  const begin = Date.now();
  await page.goto(server.base + path);
  await page.locator(part).first().waitFor();
  const ms = Date.now() - begin;
  await page.waitForLoadState('networkidle').catch(() => {}); // the stream of news stays open
  const api = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/graphql')).map(({ transferSize, decodedBodySize, duration }) => ({ transferSize, decodedBodySize, duration })));
  const sum = (key) => api.reduce((total, one) => total + one[key], 0);
  const rows = await page.locator(part).count();
  console.log(`${name}: ${ms} ms until it can be read, ${api.length} questions, ${(sum('transferSize') / 1024).toFixed(0)} KiB over the line (${(sum('decodedBodySize') / 1024).toFixed(0)} KiB unpacked), slowest ${Math.max(...api.map(({ duration }) => duration)).toFixed(0)} ms, ${rows} shown`);
}

console.log(`${families} families`);
for (let again = 0; again < 2; again++) await open('board', '/werkplek', '.board [data-card]');
for (let again = 0; again < 2; again++) await open('list', '/werkplek/gezinnen', '.rows > li');
await open('colleagues', '/werkplek/collegas', '.lines > li');
await browser.close();
await server.stop();
