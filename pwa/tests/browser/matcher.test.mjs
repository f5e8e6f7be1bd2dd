/** A matcher's day and a host's evening at the desk, with the demo region; also when it does not go smoothly. */
import { laptop, seen } from '../harness.mjs';
import { assert, dayOf, holds, press, sees, signIn } from '../people.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const button = (p, name, at = 0) => p.getByRole('button', { name }).nth(at);
const dialog = (p) => p.getByRole('dialog');
const read = async (base, text, variables) => (await ask(base, text, variables, await tokenFor(base, matcher))).data;

async function change(base, op, type, input) {
  const text = `mutation($input: ${type}!) { ${op}(input: $input) { userErrors { message } } }`;
  const answer = await ask(base, text, { input: { clientMutationId: crypto.randomUUID(), ...input } }, await tokenFor(base, matcher));
  assert.deepEqual(answer.data?.[op]?.userErrors, [], JSON.stringify(answer));
}

/** Somebody who waits and nobody is with, and the best who may be proposed as it stands. */
async function freePair(base) {
  const { vraaggezinnen } = await read(base, '{ vraaggezinnen(first: 60, states: [WACHTEND]) { edges { node { id koppelingen { state } } } } }');
  for (const { node } of vraaggezinnen.edges) {
    if (node.koppelingen.some(({ state }) => !/AFGE|VERLOPEN|NIET_|GESTOPT/.test(state))) continue;
    const { vraaggezin } = await read(base, 'query($id: ID!) { vraaggezin(id: $id) { id family { name } suggestions(first: 10) { magVoorstellen steungezin { id family { name } } } } }', { id: node.id });
    const at = vraaggezin.suggestions.findIndex((one) => one.magVoorstellen);
    if (at >= 0) return { id: node.id, name: vraaggezin.family.name, at, steun: vraaggezin.suggestions[at].steungezin };
  }
  throw new Error('nobody in the demo region can be proposed');
}

async function propose(base, { id, steun }) {
  const pair = newId(9);
  await change(base, 'proposeKoppeling', 'ProposeKoppelingInput', { id: pair, vraaggezinId: id, steungezinId: steun.id, toelichting: 'Dichtbij.' });
  return pair;
}

export const stories = [
  ['what asks for something, the board, and why somebody fits', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, matcher);
    await p.getByRole('heading', { name: 'Vandaag' }).waitFor();
    for (const name of ['Nieuw', 'Intake', 'Zoekt steun', 'Voorstel', 'Kennismaking', 'Loopt']) await p.getByRole('heading', { name: new RegExp(`^${name}`) }).waitFor();
    const { id, steun } = await freePair(base);
    await p.goto(`${base}/werkplek?gezin=${id}`);
    await p.getByRole('article', { name: new RegExp(`^${steun.family.name},`) }).waitFor();
    const bars = await p.locator('article dl > div').evaluateAll((rows) => rows.map((row) => {
      const [points, max] = row.querySelector('.points span').textContent.split('/').map(Number);
      const bar = row.querySelector('.bar');
      return { want: points / max, is: bar.firstElementChild.getBoundingClientRect().width / bar.getBoundingClientRect().width };
    }));
    assert.equal(bars.length, 11);
    for (const { want, is } of bars) assert.ok(Math.abs(want - is) < 0.02, `${want} is drawn as ${is}: all bars are on one scale`);
    assert.match(await p.getByRole('img', { name: /^Kaart:/ }).getAttribute('aria-label'), /steungezinnen? sta/);
  }],

  ['with the keyboard: who chose with Enter goes on in the family itself', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, matcher);
    await p.locator('[data-card]').first().focus();
    const here = () => p.evaluate(() => [...document.activeElement.children].find(({ tagName }) => tagName === 'B').textContent);
    const first = await here();
    await p.keyboard.press('ArrowDown');
    assert.notEqual(await here(), first);
    await p.keyboard.press('ArrowRight');
    const name = await here();
    await p.keyboard.press('Enter');
    await p.waitForFunction((name) => document.activeElement.id === 'chosen' && document.activeElement.textContent === name, name);
  }],

  ['a talk: what is missing is said, nothing typed is lost, and only what changed is sent', async ({ page, base }) => {
    const { vraaggezinnen } = await read(base, '{ vraaggezinnen(first: 1, states: [AANGEMELD]) { edges { node { id } } } }');
    const { id } = vraaggezinnen.edges[0].node;
    const p = await page({ ...laptop, ...seen });
    await signIn(p, base, matcher, `/werkplek/vraag/${id}`);
    await press(p, 'Plan intake');
    await dialog(p).getByRole('button', { name: 'Plan', exact: true }).click();
    await sees(p, 'Vul een dag en een tijd in.');
    await p.fill('#in-at', dayOf(3));
    await dialog(p).getByLabel('Tijd').fill('14:00');
    await dialog(p).getByRole('button', { name: 'Plan', exact: true }).click();
    await press(p, 'Rond intake af');
    await dialog(p).getByRole('button', { name: 'Rond af' }).click();
    await sees(dialog(p), 'Er zijn nog geen 2 gesprekken geweest.');
    await sees(dialog(p), 'Vraag nog wie het gezag heeft.');
    assert.match(await p.evaluate(() => document.activeElement.innerText), /Kijk nog even naar/, 'the summary has the focus');
    await p.keyboard.press('Escape');
    const sent = [];
    p.on('request', (request) => /recordIntake\(/.test(request.postData() ?? '') && sent.push(Object.keys(request.postDataJSON().variables.input).sort()));
    await p.getByRole('link', { name: 'Vul het gesprek in' }).click();
    await p.waitForURL(/gesprek$/);
    await press(p, 'Beide ouders');
    await p.fill('#in-eigenWoorden', 'Een middag rust, en daarna koken we samen.');
    await sees(p, 'Bewaard op dit apparaat');
    await p.reload(); // the phone went dark
    await sees(p, 'Dit vulde je eerder in.');
    assert.equal(await p.inputValue('#in-eigenWoorden'), 'Een middag rust, en daarna koken we samen.');
    await press(p, 'Bewaar het gesprek');
    await p.waitForURL((url) => url.pathname === `/werkplek/vraag/${id}`);
    await sees(p, 'Een middag rust, en daarna koken we samen.');
    await p.getByRole('link', { name: 'Vul het gesprek in' }).click();
    await press(p, 'Bewaar het gesprek');
    await p.waitForURL((url) => url.pathname === `/werkplek/vraag/${id}`);
    assert.deepEqual(sent, [['baseVersion', 'clientMutationId', 'eigenWoorden', 'gesprek', 'gezag', 'id'], ['baseVersion', 'clientMutationId', 'gesprek', 'id']]);
  }],

  ['spoken answers, afspraken and check-ins: each side once, and what is missing is said', async ({ page, base }) => {
    const pair = await freePair(base);
    const p = await page(laptop);
    await signIn(p, base, matcher, `/werkplek/koppeling/${await propose(base, pair)}`);
    const answer = async (name, fill, sure) => {
      await press(p, name);
      await fill();
      await dialog(p).getByRole('button', { name: sure, exact: true }).click();
      await dialog(p).waitFor({ state: 'detached' });
    };
    const pick = (field, at = 0) => dialog(p).locator(`#in-${field} button`).nth(at).click();
    for (let side = 0; side < 2; side++) {
      await answer('Leg antwoord vast', () => pick('antwoord'), 'Leg vast');
      await p.getByText('gesproken').nth(side).waitFor();
    }
    await answer('Plan kennismaking', async () => {
      await p.fill('#in-at', dayOf(2));
      await dialog(p).getByLabel('Tijd').fill('15:30');
      await p.fill('#in-plaats', 'De bieb in het dorp');
    }, 'Plan');
    await sees(p, 'Plek: De bieb in het dorp');
    for (let side = 0; side < 2; side++) {
      await answer('Leg vast hoe het was', async () => {
        if (!side) await pick('kant');
        await pick('antwoord');
        await pick('kindJa');
      }, 'Leg vast');
    }
    await press(p, 'Begin de proef');
    await dialog(p).getByRole('button', { name: 'Begin de proef' }).click();
    await dialog(p).getByText('Vul in wanneer het kind komt.').first().waitFor();
    assert.equal(await p.getAttribute('#in-afspraken-wanneer', 'aria-invalid'), 'true');
    await p.fill('#in-afspraken-wanneer', 'Elke woensdag van 13.00 tot 17.00 uur');
    await dialog(p).getByRole('button', { name: 'Begin de proef' }).click();
    await sees(p, /Proef van .* tot/);
    for (let side = 0; side < 2; side++) await answer('Leg ja op afspraken vast', async () => !side && pick('kant'), 'Leg ja vast');
    await button(p, 'Leg ja op afspraken vast').waitFor({ state: 'detached' }); // who said yes is not asked again
    await press(p, 'Proef geslaagd');
    await dialog(p).getByRole('button', { name: 'Ga samen verder' }).click();
    await sees(dialog(p), 'Vraag eerst aan het vraaggezin hoe het gaat.');
    await p.keyboard.press('Escape');
    for (let side = 0; side < 2; side++) await answer('Vraag hoe het gaat', async () => { await pick('kant', side); await pick('smiley'); }, 'Leg vast');
    await answer('Proef geslaagd', async () => {}, 'Ga samen verder');
    await sees(p, /Samen sinds/);
  }],

  ['somebody else was first: who, and how it stands now', async ({ page, base }) => {
    const pair = await propose(base, await freePair(base));
    const p = await page(laptop);
    await signIn(p, base, matcher, `/werkplek/koppeling/${pair}`);
    await press(p, 'Leg antwoord vast');
    const { koppeling } = await read(base, 'query($id: ID!) { koppeling(id: $id) { version } }', { id: pair });
    await change(base, 'withdrawProposal', 'KoppelingStepInput', { id: pair, baseVersion: koppeling.version });
    await dialog(p).getByRole('button', { name: 'Ja', exact: true }).click();
    await dialog(p).getByRole('button', { name: 'Leg vast' }).click();
    await sees(dialog(p), 'Ria heeft dit ook veranderd.');
    await sees(dialog(p), 'Zo staat het er nu voor: Niet doorgegaan.');
    await press(p, 'Neem de nieuwe versie');
    assert.equal(await button(p, 'Leg antwoord vast').count(), 0);
  }],

  ['an answer that got lost, before and after the desk heard of it: the same again, and nothing happens twice', async ({ page, base }) => {
    const { vraaggezinnen } = await read(base, '{ vraaggezinnen(first: 1, states: [WACHTEND]) { edges { node { id } } } }');
    const p = await page({ ...laptop, ...seen });
    await signIn(p, base, matcher, `/werkplek/vraag/${vraaggezinnen.edges[0].node.id}`);
    for (const when of ['before', 'after']) {
      const keys = [];
      const words = `Gebeld over de herfstvakantie, ${when} ${Date.now()}.`; // of this try alone
      await p.route('**/graphql', async (route) => {
        const body = route.request().postDataJSON();
        if (!/addNote\(/.test(body.query)) return route.continue();
        keys.push(body.variables.input.clientMutationId);
        if (keys.length > 1) return route.continue();
        await route.fetch(); // the server did it
        if (when === 'after') await p.locator('main').getByText(words).waitFor(); // live news brought it behind the form
        return route.abort(); // and we never heard
      });
      await press(p, 'Schrijf een notitie');
      await p.fill('#in-text', words);
      await dialog(p).getByRole('button', { name: 'Bewaar' }).click();
      await sees(dialog(p), 'Wat je invulde staat er nog.');
      assert.equal(await p.inputValue('#in-text'), words);
      await sees(p, 'Nog niet bewaard');
      await dialog(p).getByRole('button', { name: 'Probeer opnieuw' }).click();
      await dialog(p).waitFor({ state: 'detached' });
      await sees(p, 'Alles bewaard');
      await p.locator('main').getByText(words).waitFor();
      assert.equal(keys.length, 2);
      assert.equal(keys[0], keys[1]);
      await p.reload();
      await p.locator('main').getByText(words).waitFor();
      assert.equal(await p.locator('main').getByText(words).count(), 1);
      await p.unroute('**/graphql');
    }
  }],

  ['on a phone one thing at a time: today, a stage, a family, her candidates', async ({ page, base }) => {
    const p = await page();
    await signIn(p, base, matcher);
    await p.getByRole('heading', { name: 'Vandaag' }).waitFor();
    await button(p, /^Zoekt steun/).click();
    await p.locator('[data-card]').first().click();
    await p.waitForURL(/gezin=/);
    await button(p, /^Passend \d+/).waitFor();
    assert.equal(await p.evaluate(() => document.activeElement.tagName), 'H1');
    await press(p, 'Kaart');
    await p.getByRole('img', { name: /^Kaart:/ }).waitFor();
    await p.goBack();
    await button(p, /^Zoekt steun/).waitFor();
    assert.equal(await button(p, /^Zoekt steun/).getAttribute('aria-pressed'), 'true', 'it is as she left it');
  }],

  ['a host runs an evening: who is there, and with how many', async ({ page, base }) => {
    const { places } = await read(base, '{ places(first: 1) { edges { node { id } } } }');
    const meetup = newId(11);
    const soon = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();
    await change(base, 'planMeetup', 'PlanMeetupInput', { id: meetup, placeId: places.edges[0].node.id, title: 'Soep en spelletjes', startsAt: soon(1), endsAt: soon(90), capacity: 9 });
    const input = { clientMutationId: crypto.randomUUID(), id: newId(12), meetupId: meetup, adults: 1, children: 2 };
    await ask(base, 'mutation($input: SignUpInput!) { signUp(input: $input) { signup { id } userErrors { message } } }', { input }, await tokenFor(base, 'parent1@demo.buurtdorp.example'));
    const p = await page();
    await signIn(p, base, 'host1@demo.buurtdorp.example', '/werkplek');
    await p.waitForURL(/\/werkplek\/ontmoeten$/);
    assert.equal(await p.getByRole('navigation').getByRole('link', { name: 'Gezinnen' }).count(), 0, 'a host has this room, and no other');
    await p.getByRole('link', { name: /Soep en spelletjes/ }).click();
    const row = p.getByRole('button', { name: /1 groot, 2 kinderen/ });
    await row.waitFor();
    assert.ok((await row.boundingBox()).height >= 64);
    await row.click();
    await sees(p, '1 groot mens en 2 kinderen er');
    await button(p, /^Ander aantal/).click();
    await dialog(p).getByRole('button', { name: /^Eén eraf: Kinderen/ }).click();
    await press(p, 'Bewaar aantal');
    await sees(p, '1 groot mens en 1 kind er');
    await button(p, /1 groot, 1 kind/).click();
    await sees(p, '0 grote mensen en 0 kinderen er');
  }],

  ['the desk is no place for a parent, and leaves nothing of a dossier behind', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, 'parent1@demo.buurtdorp.example', '/werkplek');
    await sees(p, 'Deze plek is voor coördinatoren en hun collega’s.');
    const { id, name } = await freePair(base);
    const q = await page(laptop);
    await signIn(q, base, matcher, `/werkplek/vraag/${id}`);
    await q.getByRole('heading', { level: 1, name }).waitFor();
    const { text, cached } = await holds(q);
    assert.ok(!text.includes(name), 'a name stays on the machine');
    assert.ok(!cached.some((path) => path.includes('graphql')));
  }],
];
