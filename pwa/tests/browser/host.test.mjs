/** A host's evening with two phones: the list is on the phone before, one of them loses the network, both
 *  tick and count, and in the end both know the same. And what a host plans, prints and reads back. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { laptop, phone, seen } from '../harness.mjs';
import { assert, press, sees, sent, signIn } from '../people.mjs';
import { ask, newId, startServer, tokenFor } from '../server.mjs';
import { startTiles } from '../tiles.mjs';

const papers = new URL('../../../test-results/papier/', import.meta.url).pathname;

const hosts = ['host1@demo.buurtdorp.example', 'matcher1@demo.buurtdorp.example'];
const read = async (base, query, variables, as = hosts[0]) => (await ask(base, query, variables, await tokenFor(base, as))).data;

async function change(base, name, type, input, as = hosts[0]) {
  const answer = await read(base, `mutation($input: ${type}!) { ${name}(input: $input) { userErrors { message } } }`, { input: { clientMutationId: crypto.randomUUID(), ...input } }, as);
  assert.deepEqual(answer[name].userErrors, []);
}

async function version(base, id) {
  return (await read(base, 'query($id: ID!) { node(id: $id) { ... on Series { version } } }', { id })).node.version;
}

/** An evening that begins in a moment, with three families. */
async function evening(base) {
  const { places } = await read(base, '{ places(first: 1) { edges { node { id } } } }');
  const id = newId(11);
  const title = `Soep en spelletjes ${id.slice(9, 13)}${id.slice(19, 23)}`;
  const at = (ms) => new Date(Date.now() + ms).toISOString();
  await change(base, 'planMeetup', 'PlanMeetupInput', { id, placeId: places.edges[0].node.id, title, startsAt: at(5000), endsAt: at(7_200_000), capacity: 30 });
  for (const parent of ['parent1', 'parent2', 'parent3']) {
    await change(base, 'signUp', 'SignUpInput', { id: newId(12), meetupId: id, adults: 1, children: 1 }, `${parent}@demo.buurtdorp.example`);
  }
  const { meetup } = await read(base, 'query($id: ID!) { meetup(id: $id) { signups { id family { name } } } }', { id });
  return { id, title, names: meetup.signups.map(({ family }) => family.name).sort((a, b) => a.localeCompare(b, 'nl')) };
}

/** Until this phone can do without the network: the list of the evening and the screen are on it. */
async function ready(p, id) {
  await p.waitForFunction(async (id) => {
    const caught = (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat();
    if (!caught.some((url) => url.includes('/a/Presence'))) return false;
    const name = (await indexedDB.databases()).map(({ name }) => name).find((name) => /^buurtdorp-[0-9a-f]{8}-/.test(name));
    if (!name) return false;
    const db = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
    const kept = await new Promise((done) => (db.transaction('snaps').objectStore('snaps').get(`host:${id}`).onsuccess = ({ target }) => done(target.result)));
    db.close();
    return Boolean(kept);
  }, id);
}

const row = (p, name) => p.getByRole('button', { name: new RegExp(`^${name}`) });
const isThere = (p, name) => p.locator('button.tick[aria-pressed="true"]', { hasText: name }).waitFor();
const count = (p) => p.locator('.count [role=status]').innerText();

async function extra(p, change) {
  await press(p, 'Iemand extra');
  const sheet = p.getByRole('dialog');
  await change(sheet);
  await sheet.getByRole('button', { name: 'Tel mee' }).click();
  await sheet.waitFor({ state: 'detached' });
}

export const stories = [
  ['two phones, one without internet: both tick, and nothing is lost', async ({ device, base }) => {
    const { id, title, names } = await evening(base);
    const [one, two] = [await device(), await device()];
    const a = await one.newPage();
    await signIn(a, base, hosts[0]);
    await a.getByRole('link', { name: new RegExp(title) }).waitFor();
    await ready(a, id);
    const b = await two.newPage();
    await signIn(b, base, hosts[1], `/werkplek/ontmoeten/${id}`);
    await row(b, names[1]).waitFor();

    // In the hall: no internet, and the app is opened anew.
    await one.setOffline(true);
    await a.goto(`${base}/werkplek/ontmoeten`);
    await a.getByRole('link', { name: new RegExp(title) }).click();
    await row(a, names[0]).click();
    await isThere(a, names[0]);
    await row(a, names[2]).click();
    await row(a, names[2]).click(); // a slip of the finger, taken back
    await extra(a, async (sheet) => {
      await sheet.getByRole('button', { name: 'Eén erbij: Grote mensen' }).click();
      await sheet.getByRole('button', { name: 'Eén erbij: Kinderen tot en met 3 jaar' }).click();
      await sheet.getByLabel('Voornaam (mag leeg)').fill('Joke');
    });
    await sees(a, 'Joke');
    await sees(a, 'Nog 4 dingen te versturen');
    assert.match(await count(a), /^3 grote mensen en 2 kinderen er/);

    // Meanwhile the other host goes on.
    await row(b, names[1]).click();
    await isThere(b, names[1]);
    await extra(b, async () => {});
    await sent(b);
    assert.equal(await b.getByText('Joke').count(), 0);

    // The phone dies and starts again: what was ticked is still there.
    await a.reload();
    await isThere(a, names[0]);
    await sees(a, 'Joke');

    await one.setOffline(false);
    await sent(a);
    await isThere(a, names[1]); // by the other host
    await isThere(b, names[0]); // by this one, without a reload
    await sees(b, 'Joke');
    const both = new RegExp('^5 grote mensen en 3 kinderen er');
    for (const p of [a, b]) await p.locator('.count [role=status]', { hasText: both }).waitFor();
    const { meetup } = await read(base, 'query($id: ID!) { meetup(id: $id) { signups { state } walkIns { adults peuters name } } }', { id });
    assert.deepEqual(meetup.signups.map(({ state }) => state).sort(), ['GEWEEST', 'GEWEEST', 'NIET_GEWEEST']);
    assert.deepEqual(meetup.walkIns.map(({ adults, peuters }) => adults + peuters).sort(), [1, 3]);

    // One mistake is taken back by the other host; then it is over, again without internet.
    await b.getByRole('button', { name: /^Haal weg ?: 1 groot\s*$/ }).click();
    await b.locator('.count [role=status]', { hasText: /^4 grote mensen/ }).waitFor();
    await a.locator('.count [role=status]', { hasText: /^4 grote mensen/ }).waitFor();
    await one.setOffline(true);
    await press(a, 'Klaar');
    const sheet = a.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Slapen' }).click();
    await sheet.getByLabel('Notitie voor collega’s (mag leeg)').fill('Volgende keer meer soep.');
    await sheet.getByRole('button', { name: 'Klaar' }).click();
    await sees(a, 'Volgende keer meer soep.');
    assert.equal(await b.getByText('Afgerond').count(), 0);
    await one.setOffline(false);
    await sent(a);
    await sees(b, 'Afgerond');
    await sees(b, 'slapen');
  }],

  ['news that came before the line for it was there is on the screen once it is', async ({ device, base }) => {
    const { id, names } = await evening(base);
    const one = await device({ ...phone, ...seen });
    let through = false;
    await one.route('**/graphql', (route) => (through || route.request().headers().accept !== 'text/event-stream' ? route.fallback() : route.abort()));
    const a = await one.newPage();
    await signIn(a, base, hosts[0], `/werkplek/ontmoeten/${id}`);
    await row(a, names[0]).waitFor();
    const b = await (await device()).newPage();
    await signIn(b, base, hosts[1], `/werkplek/ontmoeten/${id}`);
    await row(b, names[0]).click();
    await sent(b);
    through = true;
    await isThere(a, names[0]);
  }],

  ['a meetup that everybody counts on is moved: who hears of it is said before the tap', async ({ page, base }) => {
    const { id } = await evening(base);
    const p = await page(laptop);
    await signIn(p, base, hosts[0], `/werkplek/ontmoeten/${id}/wijzig`);
    await sees(p, 'Niemand krijgt hier bericht van.');
    await p.getByLabel('Hoe heet het?').fill('Soep en zingen');
    await press(p, 'Opa’s en oma’s');
    await p.getByLabel('Tot', { exact: true }).fill('23:59');
    await sees(p, '3 gezinnen krijgen daar meteen bericht van.');
    await press(p, 'Bewaar en stuur bericht');
    await sees(p, 'Bewaard. 3 gezinnen krijgen bericht.');
    const { meetup } = await read(base, 'query($id: ID!) { meetup(id: $id) { title doelgroepen } }', { id });
    assert.deepEqual(meetup, { title: 'Soep en zingen', doelgroepen: ['GROOTOUDERS'] });
  }],

  ['a series: seen before it is made, a day left out, and ended with everybody told', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, hosts[0], '/werkplek/ontmoeten/reeksen/nieuw');
    await p.getByRole('group', { name: 'Waar?' }).getByRole('button').first().click();
    await p.getByLabel('Hoe heet het?').fill('Eerste maandag');
    await p.locator('.line', { hasText: 'Elke eerste maandag van de maand' }).waitFor();
    const days = p.locator('section[aria-labelledby=days] button.day');
    await days.first().waitFor();
    assert.match(await days.first().innerText(), /^maandag/);
    const skipped = await days.nth(1).innerText();
    await days.nth(1).click();
    await sees(p, 'slaan we over');
    await press(p, 'Zet de reeks op de agenda');
    await sees(p, 'De reeks staat op de agenda.');
    const { allSeries } = await read(base, '{ allSeries(first: 100) { edges { node { title nextDays skipDays } } } }');
    const made = allSeries.edges.map(({ node }) => node).find(({ title }) => title === 'Eerste maandag');
    assert.equal(made.skipDays.length, 1);
    assert.ok(!made.nextDays.includes(made.skipDays[0]), skipped);
    assert.ok(made.nextDays.every((day) => Number(day.slice(8)) <= 7 && new Date(`${day}T12:00:00Z`).getUTCDay() === 1), made.nextDays.join());
    await p.getByRole('button', { name: /^Stop ?: Eerste maandag/ }).click();
    await sees(p, 'Iedereen die zich daarvoor aanmeldde krijgt meteen bericht.');
    await press(p, 'Ja, stop na deze dag');
    await sees(p, 'De reeks stopt.');
    await p.getByRole('heading', { name: 'Afgelopen' }).waitFor();
  }],

  ['a series changed as a whole: what it does is seen first, each family is told once', async ({ page, base }) => {
    const id = newId(51);
    const { places } = await read(base, '{ places(first: 1) { edges { node { id } } } }');
    const title = `Ouders en koffie ${id.slice(-4)}`;
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
    const plan = { placeId: places.edges[0].node.id, title, rhythm: { unit: 'WEEK', days: ['WO'] }, fromDay: today, at: '09:30', minutes: 90, capacity: 20 };
    await change(base, 'planSeries', 'PlanSeriesInput', { id, ...plan });
    await change(base, 'signUpForSeries', 'SignUpForSeriesInput', { id: newId(52), seriesId: id, adults: 1, children: 1 }, 'parent1@demo.buurtdorp.example');
    const p = await page(laptop);
    await signIn(p, base, hosts[0], '/werkplek/ontmoeten/reeksen');
    await p.getByRole('link', { name: new RegExp(`^Verander ?: ${title}`) }).click();
    await sees(p, 'Aan de dagen die al op de agenda staan, verandert niets.');
    await p.getByLabel('Van', { exact: true }).fill('10:00');
    await p.getByLabel('Tot', { exact: true }).fill('11:30');
    await sees(p, /^1[5-9] dagen veranderen mee$/);
    await sees(p, '1 gezin krijgt één bericht, meteen als je bewaart.');

    // A colleague was at the same series meanwhile: nothing is typed over unseen.
    await change(base, 'changeSeries', 'ChangeSeriesInput', { id, baseVersion: await version(base, id), ...plan, capacity: 24 }, hosts[1]);
    await press(p, 'Bewaar en stuur bericht');
    await press(p, 'Bewaar toch wat ik invulde');
    await sees(p, 'Bewaard. 1 gezin krijgt bericht.');
    const { allSeries } = await read(base, '{ allSeries(first: 100) { edges { node { id at capacity } } } }');
    assert.deepEqual(allSeries.edges.map(({ node }) => node).find((one) => one.id === id), { id, at: '10:00', capacity: 20 });

    // To another day: the old dates are called off, and that is said before.
    await p.getByRole('link', { name: new RegExp(`^Verander ?: ${title}`) }).click();
    await p.getByRole('group', { name: 'Op welke dag?' }).getByRole('button', { name: 'Donderdag' }).click();
    await p.getByRole('group', { name: 'Op welke dag?' }).getByRole('button', { name: 'Woensdag' }).click();
    await sees(p, /^1[5-9] dagen gaan niet meer door$/);
    await sees(p, /^1[5-9] dagen komen erbij$/);
    await press(p, 'Bewaar en stuur bericht');
    await p.locator('li', { hasText: title }).getByText('Elke donderdag').waitFor();
    const { viewer } = await read(base, '{ viewer { family { signups { meetup { title startsAt cancelledAt } } } } }', {}, 'parent1@demo.buurtdorp.example');
    const rows = viewer.family.signups.filter(({ meetup }) => meetup.title === title);
    assert.ok(rows.length > 26, `${rows.length} dates`);
    for (const { meetup } of rows) assert.equal(new Date(meetup.startsAt).getUTCDay() === 3, meetup.cancelledAt !== null);
  }],

  ['an affiche and a list for the table go on paper, one sheet each', async ({ page, device, base }) => {
    const { id, title, names } = await evening(base);
    const p = await page({ ...laptop, colorScheme: 'dark' }); // paper is white, whatever the screen is
    await signIn(p, base, hosts[0], `/werkplek/ontmoeten/${id}`);
    const sheets = async (name) => {
      const pdf = await p.pdf({ preferCSSPageSize: true });
      mkdirSync(papers, { recursive: true });
      writeFileSync(join(papers, `${name}.pdf`), pdf);
      await p.emulateMedia({ media: 'print' });
      await p.setViewportSize({ width: 688, height: 1017 }); // A4 without its margins, at 96 dots an inch
      await p.screenshot({ path: join(papers, `${name}.png`), fullPage: true });
      await p.emulateMedia({ media: null });
      await p.setViewportSize(laptop.viewport);
      return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    };
    await p.getByRole('link', { name: 'Affiche' }).click();
    await p.getByRole('heading', { level: 1, name: title }).waitFor();
    await p.getByRole('img', { name: `QR-code naar ${base.replace('http://', '')}/ontmoeten/${id}` }).waitFor();
    assert.equal(await sheets('affiche'), 1);
    await p.getByRole('link', { name: 'Terug' }).click();
    await p.getByRole('link', { name: 'Lijst op papier' }).click();
    await p.getByRole('heading', { level: 1, name: title }).waitFor();
    await p.locator('tbody th').nth(2).waitFor();
    assert.equal(await p.locator('tr.empty').count(), 8);
    const text = await p.locator('main').innerText();
    for (const name of names) assert.ok(text.includes(name), `${name} is missing`);
    const { data } = await ask(base, 'query($id: ID!) { meetup(id: $id) { signups { family { contactgegevens { lastName } } } } }', { id }, await tokenFor(base, 'matcher1@demo.buurtdorp.example'));
    const surnames = data.meetup.signups.map(({ family }) => family.contactgegevens.lastName);
    assert.equal(surnames.filter(Boolean).length, 3);
    for (const surname of surnames) assert.ok(!text.includes(surname), `${surname} stands on the list`);
    assert.equal(await sheets('lijst'), 1);

    // The affiche of a series hangs for months: its code leads to a page that has the next dates.
    await p.goto(`${base}/werkplek/ontmoeten/reeksen`);
    const item = p.locator('main li', { hasText: 'Koffie-ochtend' }).first();
    await item.getByRole('link', { name: 'Affiche' }).click();
    await p.getByRole('heading', { level: 1, name: 'Koffie-ochtend' }).waitFor();
    await sees(p, 'Elke maandag');
    const leads = await p.locator('.scan .url').innerText();
    assert.match(leads, /\/reeks\/[0-9a-f-]{36}$/);
    await p.getByRole('img', { name: `QR-code naar ${leads}` }).waitFor();
    assert.equal(await sheets('reeks'), 1);
    const plain = await (await device({ javaScriptEnabled: false })).newPage();
    await plain.goto(`http://${leads}`);
    await sees(plain, 'De volgende keren');
    await sees(plain, /^maandag \d+ /);
    const app = await (await device()).newPage();
    await app.goto(`http://${leads}`);
    await app.getByRole('button', { name: /^Ik kom/ }).first().waitFor();
    await sees(app, 'Elke maandag');
    await sees(app, 'Geen drempel. Ruimte voor een kinderwagen. Er is een toilet.');
    assert.ok((await app.getByRole('link', { name: 'Koffie-ochtend' }).count()) >= 4);
    await app.goto(`${base}/reeks/${newId(51)}`);
    await app.getByRole('link', { name: 'Alle ontmoetingen' }).first().waitFor();

    await p.goto(`${base}/werkplek/ontmoeten/cijfers`);
    await p.getByLabel('Jaar').selectOption('2021');
    await sees(p, 'In 2021 waren er 54 ontmoetingen op 4 plekken. Mensen kwamen 1.050 keer.');
    await p.getByRole('rowheader', { name: /Oud-Beijerland/ }).waitFor();
    await sheets('cijfers');
  }],

  ['a place is added and pointed at on a map, and also when there is no map', async ({ page, watch, browser, base }) => {
    const map = await startTiles();
    const server = await startServer({ house: 'demo', settings: { BUURTDORP_TILES_URL: map.url } });
    try {
      const context = await browser.newContext({ ...laptop, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
      watch(context);
      const p = await context.newPage();
      await signIn(p, server.base, hosts[0], '/werkplek/ontmoeten/plekken/nieuw');
      await p.getByLabel('Hoe heet de plek?').fill('Het Anker');
      await p.getByLabel('Postcode').fill('3281 AB');
      await p.waitForFunction(() => document.querySelector('#in-village')?.value === 'Numansdorp');
      await p.locator('.leaflet-tile-loaded').first().waitFor();
      await p.locator('.leaflet-container').click({ position: { x: 200, y: 100 } });
      await p.locator('.leaflet-container .spot').waitFor();
      await p.getByRole('group', { name: 'Kun je zonder drempel' }).getByRole('button', { name: 'Ja' }).click();
      await press(p, 'Bewaar');
      await sees(p, 'De plek is bewaard.');
      await p.locator('li', { hasText: 'Het Anker' }).getByText('Zonder drempel').waitFor();
      const { data } = await ask(server.base, '{ places(first: 20) { edges { node { name village lat lon stepFree } } } }');
      const made = data.places.edges.map(({ node }) => node).find(({ name }) => name === 'Het Anker');
      assert.ok(made.stepFree && made.village === 'Numansdorp' && Math.abs(made.lat - 51.73) < 0.1 && Math.abs(made.lon - 4.44) < 0.1, JSON.stringify(made));
      assert.ok(map.asked.length > 3);
      for (const { headers } of map.asked) assert.deepEqual(Object.keys(headers).filter((name) => !['host', 'user-agent', 'accept', 'accept-encoding', 'connection'].includes(name)), []);
    } finally {
      await server.stop();
      await map.stop();
    }

    const q = await page();
    await signIn(q, base, hosts[0], '/werkplek/ontmoeten/plekken/nieuw');
    await q.getByLabel('Hoe heet de plek?').fill('De Schuur');
    await q.getByLabel('Postcode').fill('3273');
    await q.getByRole('group', { name: 'Kies het dorp' }).getByRole('button', { name: 'Westmaas' }).click();
    await press(q, 'Bewaar');
    await sees(q, 'De plek is bewaard.');
    assert.equal(await q.locator('.leaflet-container').count(), 0);
    await q.getByRole('link', { name: /^Verander ?: De Schuur/ }).click();
    await press(q, 'Sluit deze plek');
    await sees(q, 'Deze plek is dicht.');
    await press(q, 'Open deze plek weer');
    await sees(q, 'De plek is weer open.');
  }],
];
