/** Pictures of the desk to look at: `node tests/shots-desk.mjs [folder] [name …]`. Laptop and phone, light
 *  and dark, against our own server with the demo region (BASE=http://… for one that runs already).
 *  AXE=1 also asks axe about each of them. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { signIn } from './people.mjs';
import { ask, startServer, tokenFor } from './server.mjs';
import { startTiles } from './tiles.mjs';

const [folder = '/tmp/shots-desk', ...only] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const matcher = 'matcher1@demo.buurtdorp.example';
const axe = process.env.AXE ? readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8') : '';

const sizes = [
  ['1280', { width: 1280, height: 800 }],
  ['390', { width: 390, height: 844 }],
  ...(process.env.NARROW ? [['320', { width: 320, height: 640 }]] : []),
];

const server = process.env.BASE ? { base: process.env.BASE, stop: async () => {} } : await startServer({ settings: process.env.TILES ? { BUURTDORP_TILES_URL: (await startTiles()).url } : {} });
const ids = await examples();
const see = (text) => (page) => page.getByText(text).first().waitFor();
const press = (name, at = 0) => async (page) => {
  await page.getByRole('button', { name }).nth(at).click();
  await page.waitForTimeout(150);
};
const segment = (name) => async (page) => (page.viewportSize().width < 900 ? press(name)(page) : undefined);

/** name, path, and what brings the screen in the state to look at. */
const screens = [
  ['werkplek', '/werkplek'],
  ['werkplek-alle', '/werkplek', async (page) => { await page.evaluate(() => localStorage.setItem('buurtdorp-werkplek-alle', '1')); await page.reload(); await page.waitForSelector('h1'); }],
  ['werkplek-vandaag', '/werkplek', async (page) => { const more = page.getByRole('button', { name: /^nog \d+$/ }); if (await more.count()) await more.first().click(); }],
  ['vandaag-open', '/werkplek', async (page) => { if (page.viewportSize().width < 900) await page.locator('[data-today]').first().click(); else { await page.locator('[data-strip]').first().click(); await page.waitForTimeout(300); } }],
  ['vandaag-wie-past', '/werkplek', async (page) => { if (page.viewportSize().width >= 900) await page.locator('[data-strip]').first().click(); else await page.locator('[data-today]', { hasText: 'Rosita' }).click(); await page.locator('[data-today]', { hasText: 'Rosita' }).focus(); await page.keyboard.press('v'); await page.waitForTimeout(900); }],
  ['kaart', '/werkplek/kaart'],
  ['kaart-plek', '/werkplek/kaart', press(/^Hebben plek/)],
  ['fase', '/werkplek', async (page) => { if (page.viewportSize().width < 900) await press(/^Zoekt steun/)(page); }],
  ['zoekt', `/werkplek?gezin=${ids.zoekt}`],
  ['zoekt-gezin', `/werkplek?gezin=${ids.zoekt}`, segment('Gezin')],
  ['zoekt-kaart', `/werkplek?gezin=${ids.zoekt}`, segment('Kaart')],
  ['zoekt-tweede', `/werkplek?gezin=${ids.zoekt}`, async (page) => { await page.locator('article button.top').nth(1).click(); }],
  ['stel-voor', `/werkplek?gezin=${ids.zoekt}`, press(/^Stel voor/)],
  ['nieuw', `/werkplek?gezin=${ids.nieuw}`],
  ['intake', `/werkplek?gezin=${ids.intake}`],
  ['voorstel', `/werkplek?gezin=${ids.voorstelVraag}`],
  ['nieuw-gezin', '/werkplek/nieuw'],
  ['gezinnen', '/werkplek/gezinnen'],
  ['gezinnen-steun', '/werkplek/gezinnen?lijst=steun'],
  ['gezinnen-samen', '/werkplek/gezinnen?lijst=samen'],
  ['lijsten', '/werkplek/lijsten'],
  ['dossier-vraag', `/werkplek/vraag/${ids.intake}`],
  ['dossier-wachtend', `/werkplek/vraag/${ids.zoekt}`],
  ['dossier-steun', `/werkplek/steun/${ids.screening}`],
  ['dossier-beschikbaar', `/werkplek/steun/${ids.beschikbaar}`],
  ['stap-plan', `/werkplek/vraag/${ids.nieuw}`, press('Plan intake')],
  ['stap-rond-af', `/werkplek/vraag/${ids.intake}`, async (page) => { await press('Rond intake af')(page); await press('Rond af')(page); await page.waitForTimeout(600); }],
  ['stap-vog', `/werkplek/steun/${ids.screening}`, press('VOG gezien')],
  ['gesprek', `/werkplek/vraag/${ids.intake}/gesprek`],
  ['gesprek-steun', `/werkplek/steun/${ids.beschikbaar}/gesprek`],
  ...['voorstel', 'kennismaking', 'proef', 'actief', 'onderbroken', 'afgerond'].map((name) => [`koppeling-${name}`, `/werkplek/koppeling/${ids[name]}`]),
  ['koppeling-begin-proef', `/werkplek/koppeling/${ids.kennismaking}`, press(/Begin de proef|Plan kennismaking/)],
  ['koppeling-onderbreek', `/werkplek/koppeling/${ids.actief}`, async (page) => { await press('Meer')(page); await press('Onderbreek')(page); }],
  ['lijstvoorstel', '/werkplek/lijstvoorstel'],
  ['lijstvoorstel-open', '/werkplek/lijstvoorstel', async (page) => { await press(/^Laat zien waarom/)(page); await press(/^Andere bekijken/)(page); await press(/^Overslaan/, 1)(page); }],
  ['werven', '/werkplek/werven'],
  ['vergelijk', `/werkplek?gezin=${ids.zoekt}`, async (page) => { for (const at of [0, 1, 2]) await page.locator('label.pick').nth(at).click(); await press(/^Vergelijk \d/)(page); }],
  ['collegas', '/werkplek/collegas'],
  ['weging', '/werkplek/weging'],
  ['instellingen', '/werkplek/instellingen'],
  ['toestemming', `/werkplek/toestemming/vraag/${ids.intake}`],
  ['gekeken', `/werkplek/gekeken/${ids.family}`],
  ['zorg', `/werkplek/zorg/${ids.zorg}`],
  ['mee-op-pad', '/mee-op-pad'],
  ['ontmoeten', '/werkplek/ontmoeten'],
  ['ontmoeting', `/werkplek/ontmoeten/${ids.meetup}`],
  ['ontmoeting-nieuw', '/werkplek/ontmoeten/nieuw'],
  ['ontmoeting-wijzig', `/werkplek/ontmoeten/${ids.meetup}/wijzig`, async (page) => { await page.locator('#in-startsAt').fill('2031-03-04'); }],
  ['ontmoeting-afzeggen', `/werkplek/ontmoeten/${ids.meetup}`, press('Zeg af')],
  ['reeksen', '/werkplek/ontmoeten/reeksen'],
  ['reeks-nieuw', '/werkplek/ontmoeten/reeksen/nieuw', see('Tik op een dag')],
  ['cijfers', '/werkplek/ontmoeten/cijfers', async (page) => { await page.getByLabel('Jaar').selectOption('2021'); await see('In 2021')(page); }],
  ['affiche', `/werkplek/ontmoeten/${ids.meetup}/affiche`, see('Scan de code')],
  ['lijst', `/werkplek/ontmoeten/${ids.meetup}/lijst`, see('Kwamen er zo bij')],
  ['plekken', '/werkplek/ontmoeten/plekken'],
  ['plek-nieuw', '/werkplek/ontmoeten/plekken/nieuw'],
  ['plek', `/werkplek/ontmoeten/plekken/${ids.place}`, async (page) => page.waitForTimeout(800)],
  ['reeks-stop', '/werkplek/ontmoeten/reeksen', press(/^Stop/)],
  ['account', '/werkplek/ontmoeten', press(/^Account|account van/)],
].filter(([name]) => !only.length || only.includes(name));

const browser = await openBrowser();
const context = await browser.newContext({ deviceScaleFactor: 1.5, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', serviceWorkers: 'block' });
const page = await context.newPage();
page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log('console:', message.text().slice(0, 300)));
page.on('pageerror', (error) => console.log('page:', error.message));
await signIn(page, server.base, process.env.AS ?? matcher);

for (const [size, viewport] of sizes) {
  await page.setViewportSize(viewport);
  for (const [name, path, then] of screens) {
    for (const colorScheme of process.env.THEMES?.split(',') ?? ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => localStorage.setItem('buurtdorp-werkplek-alle', '0'));
      await page.goto(server.base + path);
      await page.waitForSelector('h1');
      await settled(page);
      try {
        await then?.(page);
      } catch (error) {
        console.log(name, size, String(error).split('\n')[0]);
      }
      await settled(page);
      const file = join(folder, `${name}-${size}${colorScheme === 'dark' ? '-donker' : ''}`);
      await page.screenshot({ path: `${file}.png` });
      if (process.env.FULL && colorScheme === 'light') await page.screenshot({ path: `${file}-heel.png`, fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) console.log(name, size, `scrolls sideways by ${wide}px`);
      if (axe) await judge(name, size, colorScheme);
    }
  }
}
await browser.close();
await server.stop();

async function settled(page) {
  await page.waitForTimeout(150);
  await page.waitForFunction(() => !document.querySelector('main [role=status]')?.textContent.includes('Even wachten'), undefined, { timeout: 5000 }).catch(() => {});
  await page.waitForTimeout(350);
}

async function judge(...where) {
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations', 'incomplete'] }));
  for (const { id, help, nodes } of violations) console.log('axe', ...where, id, help, nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | '));
  for (const { id, nodes } of incomplete) if (process.env.AXE === '2') console.log('axe?', ...where, id, nodes.slice(0, 2).map(({ html }) => html.slice(0, 120)).join(' | '));
}

/** One of each kind, from the demo region. */
async function examples() {
  const token = await tokenFor(server.base, matcher);
  const read = async (text) => (await ask(server.base, text, {}, token)).data;
  const first = (connection) => connection?.edges?.[0]?.node?.id;
  const { viewer } = await read('{ viewer { person { id } } }');
  const mine = `matcher: "${viewer.person.id}"`;
  const pair = (name, states, more = '') => `${name}: koppelingen(first: 1, states: [${states}], ${mine}) { edges { node { id vraaggezin { id } ${more} } } }`;
  const a = await read(`{
    nieuw: vraaggezinnen(first: 1, states: [AANGEMELD]) { edges { node { id } } }
    intake: vraaggezinnen(first: 1, states: [INTAKE]) { edges { node { id family { id } } } }
    zorg: zorgmeldingen(first: 1, open: true) { edges { node { id } } }
    wachtend: vraaggezinnen(first: 40, states: [WACHTEND]) { edges { node { id koppelingen { state } } } }
    screening: steungezinnen(first: 1, states: [SCREENING]) { edges { node { id } } }
    beschikbaar: steungezinnen(first: 1, states: [BESCHIKBAAR]) { edges { node { id } } }
  }`);
  const b = await read(`{
    ${pair('voorstel', 'VOORGESTELD_STEUN, VOORGESTELD_VRAAG')} ${pair('kennismaking', 'KENNISMAKING')} ${pair('proef', 'PROEFPERIODE')}
    ${pair('actief', 'ACTIEF')} ${pair('onderbroken', 'ONDERBROKEN')} ${pair('afgerond', 'AFGEROND')}
  }`);
  const c = await read('{ places(first: 1) { edges { node { id } } } meetups(first: 10) { edges { node { id signups { id } } } } }');
  const free = a.wachtend.edges.find(({ node }) => !node.koppelingen.some(({ state }) => !/AFGE|VERLOPEN|NIET_|GESTOPT|VERKEND/.test(state)));
  const busy = [...c.meetups.edges].sort((x, y) => y.node.signups.length - x.node.signups.length)[0];
  return {
    nieuw: first(a.nieuw), family: a.intake.edges[0]?.node.family.id, zorg: first(a.zorg), intake: first(a.intake), zoekt: free?.node.id, screening: first(a.screening), beschikbaar: first(a.beschikbaar),
    voorstel: first(b.voorstel), voorstelVraag: b.voorstel.edges[0]?.node.vraaggezin.id, kennismaking: first(b.kennismaking), proef: first(b.proef),
    actief: first(b.actief), onderbroken: first(b.onderbroken), afgerond: first(b.afgerond), meetup: busy?.node.id, place: first(c.places),
  };
}
