/** A matcher's whole day at the desk: done from the list of today by keyboard, with two families on their phones and a
 *  colleague elsewhere; and by thumb on a phone. */
import { laptop, phone } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, dayOf, press, sees, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const head = 'head_matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();
const as = async (base, who, text, variables) => (await ask(base, text, variables, await tokenFor(base, who))).data;
const focused = (p) => p.evaluate(() => document.activeElement.innerText ?? '');
const line = (p, text) => p.locator('article', { has: p.locator('[data-today]', { hasText: text }) });

/** Along the list with j until this line has the focus, as she does. */
async function along(p, text) {
  for (let i = 0; i < 40 && !(await focused(p)).match(text); i++) await p.keyboard.press('j');
  assert.match(await focused(p), text);
}

/** From anywhere on the board: j takes the first of today, Enter opens them all. */
async function openToday(p) {
  await p.locator('[data-strip]').first().waitFor();
  await p.evaluate(() => document.activeElement.blur());
  await p.keyboard.press('j');
  await p.keyboard.press('Enter');
  await p.getByRole('heading', { name: 'Alles voor vandaag' }).waitFor();
  await p.waitForFunction(() => document.activeElement.matches('[data-today][aria-expanded="true"]'));
}

/** Half a day ago, for a meeting that was. */
const earlier = () => new Date(Date.now() - 6 * 3_600_000);
const hour = (at) => new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' }).format(at);
const dayIn = (at) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(at);

/** A step from the list: its letter, its form, and out at once instead of in half a minute. */
async function doFrom(p, text, letter, fill) {
  await openToday(p);
  await along(p, text);
  await p.keyboard.press(letter);
  await fill?.(dialog(p));
  await dialog(p).locator('form button.main').click();
  const row = line(p, text);
  await row.getByRole('button', { name: 'Verstuur nu' }).click();
  await row.getByText(/wordt zo verstuurd|wordt verstuurd/).waitFor({ state: 'detached' });
  return row;
}

async function away(p) {
  await p.keyboard.press('Escape');
  await p.getByRole('dialog').waitFor({ state: 'detached' });
}

export const stories = [
  ['from a proposal to a trial with a frown, all from the list of today', async ({ page, base, server }) => {
    const people = JSON.parse(await server.command('demo', '--list'));
    const p = await page(laptop);
    await signIn(p, base, matcher);

    // Late first.
    await openToday(p);
    const tones = await p.locator('dialog article').evaluateAll((rows) => rows.map(({ className }) => /late|soon|plain/.exec(className)[0]));
    assert.deepEqual(tones, [...tones].sort((a, b) => ['late', 'soon', 'plain'].indexOf(a) - ['late', 'soon', 'plain'].indexOf(b)));

    // A call: a number to call, and what was said goes out a little later, or not at all.
    await along(p, /Intake Leila/);
    await p.keyboard.press('Enter');
    const leila = line(p, 'Intake Leila');
    assert.match(await leila.getByRole('link', { name: /^Bel Leila/ }).getAttribute('href'), /^tel:\+31/);
    const notes = async () => (await as(base, matcher, '{ vraaggezinnen(first: 9, states: [INTAKE]) { edges { node { family { name notes { text } } } } } }'))
      .vraaggezinnen.edges.find(({ node }) => node.family.name === 'Leila').node.family.notes.map(({ text }) => text);
    for (const again of [false, true]) {
      await p.keyboard.press('n');
      await dialog(p).locator('#in-text').fill('Ze komt om tien uur, met de kleine.');
      await dialog(p).locator('button.main').click();
      await leila.getByText(/wordt zo verstuurd/).waitFor();
      assert.ok(!(await notes()).includes('Ze komt om tien uur, met de kleine.'), 'nothing went out yet');
      if (!again) {
        await p.waitForFunction(() => document.activeElement.matches('[data-today]'));
        await p.keyboard.press('z');
        await leila.getByText(/wordt zo verstuurd/).waitFor({ state: 'detached' });
      }
    }
    await leila.getByRole('button', { name: 'Verstuur nu' }).click();
    await leila.getByText(/wordt zo verstuurd/).waitFor({ state: 'detached' });
    assert.equal((await notes()).filter((text) => text === 'Ze komt om tien uur, met de kleine.').length, 1);

    // Who waits too long: the best candidates where she stands, and a proposal.
    await p.locator('[data-today]').first().focus();
    await along(p, /Rosita/);
    const row = line(p, 'Rosita');
    if ((await row.locator('[data-today]').getAttribute('aria-expanded')) === 'false') await p.keyboard.press('Enter');
    await p.keyboard.press('v');
    await p.getByRole('heading', { name: 'Wie past bij Rosita?' }).waitFor();
    const rosita = (await as(base, matcher, '{ vraaggezinnen(first: 60, states: [WACHTEND]) { edges { node { id family { id name } } } } }')).vraaggezinnen.edges.find(({ node }) => node.family.name === 'Rosita').node;
    const { vraaggezin } = await as(base, matcher, 'query($id: ID!) { vraaggezin(id: $id) { suggestions(first: 5) { hard { outcome waivable } steungezin { family { id name } } } } }', { id: rosita.id });
    const mayBe = ({ hard }) => hard.every(({ outcome, waivable }) => outcome === 'JA' || waivable !== 'NEVER'); // what may be set aside, is, with a reason
    const good = vraaggezin.suggestions.find(mayBe)?.steungezin.family;
    assert.ok(good, 'somebody may be proposed');
    for (const { steungezin } of vraaggezin.suggestions.filter((one) => !mayBe(one))) {
      await dialog(p).locator('li.one', { hasText: steungezin.family.name }).getByText(/^Kan nu niet: |^Eerst vragen: /).waitFor();
    }
    await dialog(p).locator('li.one', { hasText: good.name }).getByRole('button', { name: /^Stel voor/ }).click();
    await p.getByRole('heading', { name: `Stel ${good.name} voor` }).waitFor();
    for (const field of await dialog(p).locator('textarea[id^="in-waivers-"]').all()) await field.fill('Besproken met beide gezinnen, dit lossen ze samen op.');
    for (const field of await dialog(p).locator('input[type=date]').all()) await field.fill(dayOf(0));
    await dialog(p).locator('#in-toelichting').fill('Dichtbij, en ze kunnen op dezelfde dag.');
    await dialog(p).locator('form button.main').click();
    await row.getByText(`Stel ${good.name} voor: wordt zo verstuurd`).waitFor();
    await row.getByRole('button', { name: 'Verstuur nu' }).click();
    await row.waitFor({ state: 'detached' });
    await away(p);

    // First the one side says yes on a phone, then the other; the board hears each.
    const board = p.locator('[data-card]', { hasText: 'Rosita' });
    await board.getByText('0 van 2 zei ja').waitFor();
    const phones = [];
    for (const [family, now] of [[good.id, '1 van 2 zei ja'], [rosita.family.id, 'nog geen dag']]) {
      const { email } = people.find(({ familyId }) => familyId === family);
      const theirs = await page(phone);
      await signIn(theirs, base, email, '/mijn-steun');
      await theirs.getByRole('link', { name: 'Bekijk' }).first().tap();
      await theirs.getByRole('button', { name: 'Ja, graag' }).tap();
      await board.getByText(now).waitFor();
      phones.push(theirs);
    }

    // A day for the first meeting, from the list; they met this morning.
    await doFrom(p, /Prik een dag: Rosita/, 'p', async (sheet) => {
      await sheet.locator('#in-at').fill(dayIn(earlier()));
      await sheet.getByLabel('Tijd').fill(hour(earlier()));
      await sheet.locator('#in-plaats').fill('De bieb in het dorp');
    });
    await away(p);
    for (const theirs of phones) {
      await theirs.goto(`${base}/mijn-steun`);
      await theirs.getByRole('button', { name: 'Ja, we gaan verder' }).tap();
      await sees(theirs, /Jouw antwoord is binnen/);
    }

    // Two times yes: it stands on the list by itself, and the trial begins there.
    await p.locator('.today').getByText(/Rosita wil verder met/).or(p.getByText(/^nog \d+$/).first()).first().waitFor();
    await openToday(p);
    await line(p, 'Rosita wil verder met').waitFor();
    await away(p);
    await doFrom(p, /Rosita wil verder met/, 'a', (sheet) => sheet.getByLabel('Wanneer komt het kind?').fill('Elke zaterdagmiddag'));
    await away(p);
    const { vraaggezin: now } = await as(base, matcher, 'query($id: ID!) { vraaggezin(id: $id) { koppelingen { state steungezin { family { id } } } } }', { id: rosita.id });
    assert.equal(now.koppelingen.find(({ steungezin }) => steungezin.family.id === good.id).state, 'PROEFPERIODE');

    // How it goes, in one tap: what is good asks for nothing, a frown stands on the list.
    for (const [theirs, face] of [[phones[0], 'Goed'], [phones[1], 'Niet goed']]) {
      await theirs.goto(`${base}/mijn-steun`);
      await sees(theirs, 'Elke zaterdagmiddag');
      await theirs.getByRole('group', { name: 'Hoe gaat het?' }).getByRole('button', { name: face, exact: true }).tap();
    }
    await openToday(p);
    await line(p, /Rosita.*niet goed/).waitFor();
    assert.equal(await line(p, new RegExp(`${good.name}.*goed`)).count(), 0);
    await away(p);

    // The list of families by search, and what happened in her dossier.
    await p.keyboard.press('/');
    await p.keyboard.type('Rosita');
    await p.keyboard.press('Enter');
    await p.waitForURL(/gezinnen/);
    await p.locator('.rows li > a', { hasText: 'Rosita' }).first().click();
    for (const step of ['Voorgesteld', 'Kennismaking gepland', 'Proef begonnen']) await sees(p, step);
  }],

  ['what a colleague does appears by itself, and what she gives is read from the list', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, matcher);
    await openToday(p);
    await along(p, /Lees Oksana, van Joris/);
    await p.keyboard.press('g');
    await line(p, 'Lees Oksana').getByRole('button', { name: 'Verstuur nu' }).click();
    await line(p, 'Lees Oksana').waitFor({ state: 'detached' });
    await away(p);

    const colleague = await page(laptop);
    await signIn(colleague, base, head, '/werkplek');
    await colleague.getByRole('combobox', { name: 'Welke gezinnen' }).selectOption('all');
    const { viewer } = await as(base, head, '{ viewer { person { id } } }');
    await p.goto(`${base}/werkplek/collegas`);
    await p.locator('ul input[type="checkbox"]').first().focus();
    await p.keyboard.press('Space');
    await p.getByLabel('Aan wie').selectOption(viewer.person.id);
    await press(p, 'Draag 1 dossier over');
    await p.getByRole('heading', { name: 'Onderweg: 1' }).waitFor();
    await openToday(colleague);
    await line(colleague, /Lees .*, van Ria/).waitFor(); // without a reload

    // The other way: she changes a dossier, and it stands on the board here.
    await p.goto(`${base}/werkplek`);
    await p.locator('[data-card]', { hasText: 'Melissa' }).waitFor();
    const intake = (await as(base, head, '{ vraaggezinnen(first: 9, states: [INTAKE]) { edges { node { id version family { name } } } } }')).vraaggezinnen.edges.find(({ node }) => node.family.name === 'Melissa').node;
    await colleague.goto(`${base}/werkplek/vraag/${intake.id}`);
    await colleague.getByRole('button', { name: 'Meer' }).click();
    await colleague.getByRole('button', { name: 'Gezin stopt' }).click();
    await dialog(colleague).locator('form button.danger').click();
    await p.locator('[data-card]', { hasText: 'Melissa' }).waitFor({ state: 'detached' });
  }],

  ['before a first meeting: both in their own words, what to mind, who fetches, and what to ask yet', async ({ page, base }) => {
    const { koppelingen } = await as(base, matcher, '{ koppelingen(first: 9, states: [KENNISMAKING]) { edges { node { id vraaggezin { id eigenWoorden family { name } } steungezin { id eigenWoorden family { name } } } } } }');
    const pair = koppelingen.edges.map(({ node }) => node).find(({ vraaggezin }) => vraaggezin.family.name === 'Fatou');
    const { fit } = await as(base, matcher, 'query($v: ID!, $s: ID!) { fit(vraaggezin: $v, steungezin: $s) { vragen } }', { v: pair.vraaggezin.id, s: pair.steungezin.id });
    const p = await page(laptop);
    await signIn(p, base, matcher, `/werkplek/koppeling/${pair.id}`);
    const card = p.getByRole('region', { name: 'Voor de kennismaking' });
    for (const { eigenWoorden } of [pair.vraaggezin, pair.steungezin]) await card.getByText(eigenWoorden).waitFor();
    await card.getByText('Het steungezin kan halen en brengen.').waitFor();
    for (const question of fit.vragen) await card.getByText(question).waitFor();
    await spotless(p, 'the card for a first meeting');
    await p.emulateMedia({ media: 'print' });
    await card.waitFor();
    assert.equal(await p.getByRole('region', { name: 'Antwoorden' }).isVisible(), false, 'on paper there is the card alone');
  }],

  ['by keyboard: a worry is read where it stands', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, matcher);

    // Her words, and one step.
    await openToday(p);
    await along(p, /delen een zorg/);
    await p.keyboard.press('l');
    await dialog(p).getByText('Zakaria was woensdag heel stil.').waitFor();
    await press(dialog(p), 'Ik heb het gelezen');
    await press(dialog(p), 'Ik heb het gelezen');
    await dialog(p).getByText(/^Gelezen\. /).waitFor();
    await p.keyboard.press('Escape');
  }],

  ['on a phone: the first deed is under the thumb, and nothing goes out that was taken back', async ({ page, base }) => {
    const p = await page();
    await signIn(p, base, matcher);
    const row = line(p, 'Intake Leila');
    await row.waitFor();
    assert.match(await row.getByRole('link', { name: /^Bel Leila/ }).getAttribute('href'), /^tel:/);
    const box = await row.getByRole('link', { name: /^Bel Leila/ }).boundingBox();
    assert.ok(box.width >= 48 && box.height >= 48, 'large enough for a thumb');
    await row.locator('[data-today]').tap();
    await row.getByRole('button', { name: 'Andere stap of dag' }).tap();
    await dialog(p).locator('#in-volgendeStap').fill('Bellen na de vakantie');
    await dialog(p).locator('#in-volgendeDatum').fill(dayOf(9));
    await dialog(p).locator('form button.main').tap();
    await row.getByText(/wordt zo verstuurd/).waitFor();
    await row.getByRole('button', { name: 'Toch niet' }).tap();
    await row.getByText(/wordt zo verstuurd/).waitFor({ state: 'detached' });
    const { vraaggezinnen } = await as(base, matcher, '{ vraaggezinnen(first: 9, states: [INTAKE]) { edges { node { volgendeStap } } } }');
    assert.ok(vraaggezinnen.edges.every(({ node }) => node.volgendeStap !== 'Bellen na de vakantie'));
  }],
];
