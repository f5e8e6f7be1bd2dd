/** A matcher's whole day at the desk, by keyboard where that goes, with two families and a colleague elsewhere. */
import { laptop, phone } from '../harness.mjs';
import { assert, dayOf, press, sees, signIn } from '../people.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const head = 'head_matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();
const as = async (base, who, text, variables) => (await ask(base, text, variables, await tokenFor(base, who))).data;
const focused = (p) => p.evaluate(() => document.activeElement.innerText ?? '');
const line = (p, text) => p.locator('article', { has: p.locator('[data-today]', { hasText: text }) });

async function tell(base, who, op, type, input) {
  const { data } = await ask(base, `mutation($input: ${type}!) { ${op}(input: $input) { userErrors { message } } }`, { input: { clientMutationId: newId(0), ...input } }, await tokenFor(base, who));
  assert.deepEqual(data?.[op]?.userErrors, []);
}

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

export const stories = [
  ['from the first call to the end of the day', async ({ page, base }) => {
    const { vraaggezinnen } = await as(base, matcher, '{ vraaggezinnen(first: 60, states: [WACHTEND]) { edges { node { id family { id name } } } } }');
    const named = (name) => vraaggezinnen.edges.find(({ node }) => node.family.name === name).node;
    const p = await page(laptop);
    await signIn(p, base, matcher);

    // The list, late first; each line opens where it stands.
    await openToday(p);
    const tones = await p.locator('dialog article').evaluateAll((rows) => rows.map(({ className }) => /late|soon|plain/.exec(className)[0]));
    assert.deepEqual(tones, [...tones].sort((a, b) => ['late', 'soon', 'plain'].indexOf(a) - ['late', 'soon', 'plain'].indexOf(b)));

    // A worry is read first: her words, and one step.
    await along(p, /deelt een zorg/);
    await p.keyboard.press('l');
    await dialog(p).getByText('Zakaria was woensdag heel stil.').waitFor();
    await press(dialog(p), 'Ik heb het gelezen');
    await press(dialog(p), 'Ik heb het gelezen');
    await dialog(p).getByText(/^Gelezen\. /).waitFor();
    await p.keyboard.press('Escape');

    // A call: the number is a number to call, and what was said goes out a little later, or not at all.
    await along(p, /^Intake Leila/);
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

    // Who waits too long: the best candidates, a proposal, and another day for the next step.
    const rosita = named('Rosita');
    await p.locator('[data-today]').first().focus();
    await along(p, /^(Te laat: )?Rosita/);
    const row = line(p, 'Rosita');
    if ((await row.locator('[data-today]').getAttribute('aria-expanded')) === 'false') await p.keyboard.press('Enter');
    await p.keyboard.press('v');
    await p.getByRole('heading', { name: 'Wie past bij Rosita?' }).waitFor();
    const { vraaggezin } = await as(base, matcher, 'query($id: ID!) { vraaggezin(id: $id) { suggestions(first: 5) { magVoorstellen steungezin { family { name } } } } }', { id: rosita.id });
    const good = vraaggezin.suggestions.find(({ magVoorstellen }) => magVoorstellen)?.steungezin.family.name;
    assert.ok(good, 'somebody may be proposed');
    await dialog(p).getByRole('button', { name: `Stel voor: ${good}` }).click();
    await p.getByRole('heading', { name: `Stel ${good} voor` }).waitFor();
    await dialog(p).locator('#in-toelichting').fill('Dichtbij, en ze kunnen op dezelfde dag.');
    await dialog(p).locator('form button.main').click();
    await row.getByText(`Stel ${good} voor: wordt zo verstuurd`).waitFor();
    await row.getByRole('button', { name: 'Verstuur nu' }).click();
    await row.waitFor({ state: 'detached' });
    const { vraaggezin: asked } = await as(base, matcher, 'query($id: ID!) { vraaggezin(id: $id) { koppelingen { state steungezin { family { name } } } } }', { id: rosita.id });
    assert.ok(asked.koppelingen.some(({ state, steungezin }) => state === 'VOORGESTELD_STEUN' && steungezin.family.name === good));
    await p.keyboard.press('Escape');
    await dialog(p).waitFor({ state: 'detached' });

    // A parent says yes on her own phone; the board hears it.
    const board = p.locator('[data-card]', { hasText: 'Naomi' });
    await board.getByText('1 van 2 zei ja').waitFor();
    const hers = await page(phone);
    await signIn(hers, base, 'parent3@demo.buurtdorp.example', '/mijn-steun');
    await hers.getByRole('button', { name: 'Ja, graag' }).click();
    await board.getByText('nog geen dag').waitFor();

    // Plan it from the list.
    await openToday(p);
    await along(p, /Prik een dag: Naomi/);
    await p.keyboard.press('p');
    await dialog(p).locator('#in-at').fill(dayOf(3));
    await dialog(p).getByLabel('Tijd').fill('15:30');
    await dialog(p).locator('#in-plaats').fill('De bieb in het dorp');
    await dialog(p).locator('form button.main').click();
    const naomi = line(p, 'Naomi');
    await naomi.getByRole('button', { name: 'Verstuur nu' }).click();
    await naomi.waitFor({ state: 'detached' });
    await p.keyboard.press('Escape');
    await board.getByText(/15\.30/).waitFor();

    // A child frowns: it is a task, without a reload.
    const olga = await as(base, 'matcher1@demo.buurtdorp.example', '{ koppelingen(first: 30, states: [ACTIEF]) { edges { node { id vraaggezin { family { name } } } } } }');
    const pair = olga.koppelingen.edges.find(({ node }) => node.vraaggezin.family.name === 'Olga').node.id;
    const people = await as(base, matcher, 'query($id: ID!) { koppeling(id: $id) { id } }', { id: pair });
    assert.ok(people.koppeling);
    await tell(base, head, 'checkInKind', 'CheckInKindInput', { id: pair, smiley: 'NIET_GOED' });
    await p.locator('.today').getByText(/^nog \d+$|^Lijst$/).waitFor();
    await openToday(p);
    await line(p, 'Kind van Olga: het gaat niet goed').waitFor();
    await along(p, /Kind van Olga/);
    await p.keyboard.press('s');
    await p.getByRole('heading', { name: /^Olga/ }).waitFor();
    await dialog(p).getByRole('button', { name: 'Leg vast wat het kind zei' }).waitFor();
    await p.keyboard.press('Escape');
    await p.keyboard.press('Escape');

    // The list, by search and by a filter of her own; the map; the dossier with what happened.
    await p.keyboard.press('/');
    await p.keyboard.type('Naomi');
    await p.keyboard.press('Enter');
    await p.waitForURL(/gezinnen/);
    await p.locator('.rows li > a', { hasText: 'Naomi' }).first().waitFor();
    await p.goto(`${base}/werkplek/kaart`);
    await p.getByRole('img', { name: /^Kaart:/ }).waitFor();
    for (const layer of ['Wachten op steun', 'Hebben plek', 'Lopen samen']) {
      await press(p, new RegExp(`^${layer}`));
      const numbers = await p.locator('td.n').allInnerTexts();
      const drawn = await p.locator('svg .number').allInnerTexts();
      assert.ok(numbers.every((n) => Number(n) >= 3), `${layer}: ${numbers}`);
      assert.deepEqual([...numbers].sort(), [...drawn].sort(), 'the map and the table say the same');
    }
    await p.goto(`${base}/werkplek/vraag/${named('Naomi').id}`);
    await sees(p, 'Kennismaking gepland');

    // What a colleague gave her is read from the list, and a dossier of her own goes to the head matcher.
    await p.goto(`${base}/werkplek`);
    await openToday(p);
    await along(p, /^Lees Oksana, van Joris/);
    await p.keyboard.press('g');
    await line(p, 'Lees Oksana').getByRole('button', { name: 'Verstuur nu' }).click();
    await line(p, 'Lees Oksana').waitFor({ state: 'detached' });
    await p.keyboard.press('Escape');
    const colleague = await page(phone);
    await signIn(colleague, base, head, '/werkplek');
    await colleague.getByRole('heading', { name: 'Vandaag' }).waitFor();
    const { viewer } = await as(base, head, '{ viewer { person { id } } }');
    await p.goto(`${base}/werkplek/collegas`);
    await p.locator('ul input[type="checkbox"]').first().focus();
    await p.keyboard.press('Space');
    await p.getByLabel('Aan wie').selectOption(viewer.person.id);
    await press(p, 'Draag 1 dossier over');
    await p.getByRole('heading', { name: 'Onderweg: 1' }).waitFor();
    await colleague.getByText(/^Lees .*, van Ria/).waitFor(); // without a reload

    // The end of the day: what still waits goes out before she is gone.
    await p.goto(`${base}/werkplek`);
    await openToday(p);
    await along(p, /VOG|klopt alles nog|Proef van|stil/);
    await p.keyboard.press('Escape');
    await press(p, /Account/);
    await press(p, 'Log uit');
    await p.waitForURL((url) => url.pathname === '/');
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
