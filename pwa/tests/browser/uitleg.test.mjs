/** Matching that explains itself: why not, what would help, beside each other, and how a region weighs. */
import { laptop, phone, seen } from '../harness.mjs';
import { assert, dayOf, press, sees, seesNot, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const head = 'head_matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog');
const read = async (base, text, variables = {}) => (await ask(base, text, variables, await tokenFor(base, matcher))).data;
const over = /AFGE|VERLOPEN|NIET_|GESTOPT/;

/** Families that wait and for whom nothing runs. */
async function waiting(base) {
  const { vraaggezinnen } = await read(base, '{ vraaggezinnen(first: 60, states: [WACHTEND]) { edges { node { id version family { name village } koppelingen { state } } } } }');
  return vraaggezinnen.edges.map(({ node }) => node).filter(({ koppelingen }) => koppelingen.every(({ state }) => over.test(state)));
}

async function listOf(base, id) {
  const { vraaggezin } = await read(base, 'query($id: ID!) { vraaggezin(id: $id) { id version family { name village } zouHelpen { zin erbij kant steungezinnen { id family { name } } } suggestions(first: 10) { magVoorstellen steungezin { id family { name village } } hard { key outcome waivable } } } }', { id });
  return vraaggezin;
}

async function change(base, as, op, type, input) {
  const answer = await ask(base, `mutation($input: ${type}!) { ${op}(input: $input) { userErrors { message } } }`, { input: { clientMutationId: crypto.randomUUID(), ...input } }, await tokenFor(base, as));
  assert.deepEqual(answer.data?.[op]?.userErrors, [], JSON.stringify(answer));
}

const noSidewaysScroll = async (p) => assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'scrolls sideways');

export const stories = [
  ['why not: any steungezin by name, with every hard constraint', async ({ page, base }) => {
    const [{ id }] = await waiting(base);
    const { koppelingen } = await read(base, '{ koppelingen(first: 1, states: [ACTIEF]) { edges { node { steungezin { id family { name } } } } } }');
    const { steungezin: busy } = koppelingen.edges[0].node;
    const p = await page({ ...laptop, ...seen });
    const sent = [];
    p.on('request', (request) => sent.push(request.url()));
    await signIn(p, base, matcher, `/werkplek?gezin=${id}`);
    await p.goto(`${base}/werkplek?gezin=${id}`);
    await p.getByLabel('Naam of dorp van een steungezin').fill('Bestaat Niet');
    await p.keyboard.press('Enter');
    await sees(p, 'We vinden geen steungezin met deze naam of dit dorp.');
    await p.getByLabel('Naam of dorp van een steungezin').fill(busy.family.name);
    await p.keyboard.press('Enter');
    await p.locator('button.pick', { hasText: busy.family.name }).first().click();
    const verdict = p.getByRole('article', { name: new RegExp(`^${busy.family.name},`) });
    await verdict.first().waitFor();
    await verdict.getByRole('button', { name: 'Laat alle eisen zien' }).first().click();
    assert.equal(await verdict.first().locator('dl > div').count(), 11);
    for (const text of ['Beschikbaar', 'Mogen samen', 'Veilig in huis', 'Toestemming']) await verdict.first().getByText(text, { exact: true }).waitFor();
    assert.equal(sent.filter((url) => url.includes(encodeURIComponent(busy.family.name))).length, 0, 'a name stood in an address');
  }],

  ['what would help: the same sentence as the engine, with the families behind it', async ({ page, base }) => {
    let one;
    for (const { id } of await waiting(base)) {
      one = await listOf(base, id);
      if (one.zouHelpen.length) break;
    }
    assert.ok(one?.zouHelpen.length, 'nobody in the demo region can be helped by one change');
    const p = await page(laptop);
    await signIn(p, base, matcher, `/werkplek?gezin=${one.id}`);
    await p.goto(`${base}/werkplek?gezin=${one.id}`);
    const [help] = one.zouHelpen;
    await p.getByText(help.zin).first().click();
    await p.getByRole('link', { name: help.steungezinnen[0].family.name }).first().waitFor();
  }],

  ['beside each other: the differences, with the keyboard, and one is chosen', async ({ page, base }) => {
    let one;
    for (const { id } of await waiting(base)) {
      one = await listOf(base, id);
      if (one.suggestions.length >= 3) break;
    }
    const names = one.suggestions.slice(0, 3).map(({ steungezin }) => steungezin.family.name);
    for (const device of [laptop, phone]) {
      const p = await page(device);
      await signIn(p, base, matcher, `/werkplek?gezin=${one.id}`);
      await p.goto(`${base}/werkplek?gezin=${one.id}`);
      const boxes = p.getByRole('checkbox', { name: /^Vergelijk/ });
      await boxes.first().focus();
      await p.keyboard.press('Space');
      await sees(p, 'Kies er nog 1 om te vergelijken');
      for (const at of [1, 2]) await boxes.nth(at).check();
      await press(p, 'Vergelijk 3 gezinnen');
      for (const name of names) await dialog(p).getByText(name, { exact: true }).first().waitFor();
      await noSidewaysScroll(p);
      const few = await dialog(p).locator('tbody tr').count();
      await dialog(p).getByLabel('Laat ook zien wat gelijk is').check();
      assert.ok((await dialog(p).locator('tbody tr').count()) > few);
      assert.equal(await dialog(p).locator('tbody tr').count(), 23, '11 preferences and 12 constraints');
      await p.keyboard.press('Escape');
      await dialog(p).waitFor({ state: 'detached' });
      await press(p, 'Vergelijk 3 gezinnen');
      await dialog(p).locator('tfoot button').nth(1).click();
      await dialog(p).getByRole('heading', { name: `Stel ${names[1]} voor` }).waitFor();
    }
  }],

  ['what a parent sets aside is hers: her words, and the day she said them', async ({ page, base }) => {
    for (const { id, version, family } of await waiting(base)) {
      const before = await listOf(base, id);
      const near = before.suggestions.find(({ magVoorstellen, steungezin }) => magVoorstellen && steungezin.family.village === family.village);
      if (!near) continue;
      await change(base, matcher, 'recordIntake', 'RecordIntakeInput', { id, baseVersion: version, nietEigenDorp: true });
      const p = await page(laptop);
      await signIn(p, base, matcher, `/werkplek?gezin=${id}`);
      await p.goto(`${base}/werkplek?gezin=${id}`);
      const name = near.steungezin.family.name;
      const card = p.getByRole('article', { name: new RegExp(`^${name},`) });
      if ((await card.locator('button.top').getAttribute('aria-expanded')) === 'false') await card.locator('button.top').click();
      await card.getByRole('button', { name: /^Stel voor/ }).click();
      await sees(dialog(p), 'Hierover beslist de ouder');
      await dialog(p).getByRole('button', { name: 'Stel voor', exact: true }).click();
      await sees(dialog(p), 'Kies de dag waarop je de ouder sprak.');
      await p.fill('#in-waivers-H4', 'Ze kent het gezin van school en vindt het fijn.');
      await p.fill('#in-waivers-H4-day', dayOf(-1));
      await dialog(p).getByRole('button', { name: 'Stel voor', exact: true }).click();
      await dialog(p).waitFor({ state: 'detached' });
      const { vraaggezin } = await read(base, 'query($id: ID!) { vraaggezin(id: $id) { koppelingen { steps { step ontheffingen { key door reden gesprokenOp } } } } }', { id });
      const steps = vraaggezin.koppelingen.flatMap(({ steps }) => steps);
      const [waiver] = steps.flatMap(({ ontheffingen }) => ontheffingen);
      assert.equal(waiver.key, 'H4');
      assert.equal(waiver.door, 'PARENT');
      assert.ok(waiver.gesprokenOp);
      return;
    }
    throw new Error('nobody in the demo region may be proposed in her own village');
  }],

  ['how we weigh: 100 together, what would change, why, and families hear the order', async ({ page, base }) => {
    const reader = await page(laptop);
    await signIn(reader, base, matcher, '/werkplek/weging');
    await sees(reader, 'De hoofdcoördinator verdeelt de 100 punten.');
    assert.equal(await reader.getByRole('slider').count(), 0);

    const p = await page(laptop);
    await signIn(p, base, head, '/werkplek/weging');
    await sees(p, 'Samen 100 van 100');
    await p.getByRole('slider', { name: /^Afstand/ }).focus();
    for (let i = 0; i < 12; i++) await p.keyboard.press('ArrowLeft');
    await sees(p, 'Er zijn er nog 12 te verdelen.');
    await sees(p, 'Maak er eerst samen 100 van.');
    for (let i = 0; i < 12; i++) await press(p, 'Eén erbij: Interesses');
    await sees(p, 'Samen 100 van 100');
    await sees(p, /^Bij \d+ van de \d+ gezinnen die wachten/);
    await press(p, 'Weeg zo vanaf nu');
    await sees(p, 'Schrijf op waarom jullie anders gaan wegen.');
    await p.fill('#in-reden', 'Wat een kind leuk vindt, bleek het belangrijkst.');
    await press(p, 'Weeg zo vanaf nu');
    await p.getByText('Wat een kind leuk vindt, bleek het belangrijkst.').first().waitFor();
    await sees(p, 'Afstand van 22 naar 10, Interesses van 5 naar 17');
    await seesNot(p, /^Bij \d+ van de/);

    await reader.reload();
    await sees(reader, 'Wat een kind leuk vindt, bleek het belangrijkst.');
    const family = await page(phone);
    await family.goto(`${base}/hoe-werkt-het`);
    await sees(family, 'We kijken eerst naar welke dagen passen.');
    await sees(family, 'Daarna naar waar je kind van houdt en welke hulp je zoekt.');
    await noSidewaysScroll(family);
  }],
];
