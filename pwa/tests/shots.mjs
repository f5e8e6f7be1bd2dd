/** Pictures of screens to look at: `node tests/shots.mjs [folder] [name …]`. Phone and desk, light and dark. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, serveApp } from './browser.mjs';
import { fakeApi, meetups } from './fake-api.mjs';
import { fillVraag, fillSteun } from './fill.mjs';

const [folder = '/tmp/shots', ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

/** name, path, and what the server knows; `then` brings the screen in the state to look at. */
export const screens = [
  ['welkom', '/'],
  ['ontmoeten', '/ontmoeten'],
  ['ontmoeting', `/ontmoeten/${meetups[1].id}`],
  ['ontmoeting-wie', `/ontmoeten/${meetups[1].id}`, { as: 'vraag' }, (page) => page.getByRole('button', { name: 'Ik kom' }).click()],
  ['hoe', '/hoe-werkt-het'],
  ['veilig', '/veilig'],
  ['inloggen', '/inloggen'],
  ['inloggen-code', '/inloggen', {}, async (page) => { await page.fill('#email', 'samira@voorbeeld.example'); await page.getByRole('button', { name: 'Stuur mij een code' }).click(); await page.waitForSelector('#code'); }],
  ['hulp', '/hulp'],
  ['niet-gevonden', '/steun-vragen/iets/anders'],
  ['thuis', '/thuis', { as: 'vraag' }],
  ['thuis-voorstel', '/thuis', { as: 'vraag', stage: 'proposal' }],
  ['mijn-steun', '/mijn-steun', { as: 'vraag' }],
  ['mijn-steun-gast', '/mijn-steun'],
  ['mijn-steun-steun', '/mijn-steun', { as: 'steun' }],
  ['mijn-steun-proef', '/mijn-steun', { as: 'vraag', stage: 'trial' }],
  ['voorstel', `/voorstel/0190a5c4-0000-7000-8000-000000000109`, { as: 'vraag', stage: 'proposal' }],
  ['mijn-gegevens', '/mijn-gegevens', { as: 'vraag' }],
  ['taal', '/', {}, (page) => page.locator('header button').last().click()],
  ['werkplek', '/werkplek'],
  ...fillVraag, ...fillSteun,
];
const sizes = [
  ['390', { width: 390, height: 844 }, 2],
  ['1280', { width: 1280, height: 800 }, 1.5],
];

/** The browser of a test machine has no voices; a phone has. */
function voices() {
  const found = ['nl-NL', 'en-GB'].map((lang) => ({ lang, name: lang, localService: true, default: false, voiceURI: lang }));
  speechSynthesis.getVoices = () => found;
}

const { base, stop } = await serveApp();
const browser = await openBrowser();
for (const [name, path, api, then] of screens.filter(([name]) => !only.length || only.some((wanted) => name.startsWith(wanted)))) {
  for (const [size, viewport, deviceScaleFactor] of sizes) {
    for (const colorScheme of process.env.THEMES?.split(',') ?? ['light', 'dark']) {
      const context = await browser.newContext({ viewport, deviceScaleFactor, colorScheme, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.addInitScript(voices);
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/Service Worker/.test(message.text()) && console.log(name, size, message.text()));
      page.on('pageerror', (error) => console.log(name, size, error.message));
      await fakeApi(page, api);
      await page.goto(base + path);
      await page.waitForSelector('h1');
      await page.waitForLoadState('networkidle');
      await then?.(page);
      await page.waitForTimeout(250);
      const file = join(folder, `${name}-${size}${colorScheme === 'dark' ? '-donker' : ''}`);
      await page.screenshot({ path: `${file}.png` });
      if (process.env.FULL && colorScheme === 'light') await page.screenshot({ path: `${file}-heel.png`, fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log(name, size, `scrolls sideways by ${wide}px`);
      await context.close();
    }
  }
}
await browser.close();
await stop();
