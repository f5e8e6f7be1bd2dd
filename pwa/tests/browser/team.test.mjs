/** Colleagues: handing over and reading, covering for who is away; and a family that is told, asked and answers. */
import { laptop, phone } from '../harness.mjs';
import { assert, dayOf, press, sees, signIn } from '../people.mjs';
import { ask, mailsTo, tokenFor } from '../server.mjs';

const sofie = 'matcher1@demo.buurtdorp.example';
const thirza = 'head_matcher1@demo.buurtdorp.example';
const as = async (base, who, text, variables) => (await ask(base, text, variables, await tokenFor(base, who))).data;
const me = '{ viewer { person { id firstName } } }';
/** How much is on its way to somebody, or from her: of others the demo region has some too. */
const open = async (base, who, side) => {
  const { viewer } = await as(base, who, me);
  return (await as(base, who, `query($id: ID!) { overdrachten(first: 100, open: true, ${side}: $id) { totalCount } }`, { id: viewer.person.id })).overdrachten.totalCount;
};

export const stories = [
  ['a caseload goes to a colleague with a few keys, and each dossier is hers when she has read it', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, sofie, '/werkplek/collegas');
    const form = p.locator('section', { has: p.getByRole('heading', { name: 'Overdragen' }) });
    const boxes = form.locator('ul input[type="checkbox"]');
    await boxes.first().focus();
    await p.keyboard.press('Control+a');
    const all = await boxes.count();
    assert.equal(await form.locator('ul input:checked').count(), all, 'one key ticks them all');
    await p.keyboard.press('Control+a');
    assert.equal(await form.locator('ul input:checked').count(), 0);
    await p.keyboard.press('Space');
    await p.keyboard.press('ArrowDown');
    await p.keyboard.press('Space');
    const names = await form.locator('li', { has: p.locator('input:checked') }).locator('b').allInnerTexts();
    assert.equal(names.length, 2);
    await form.getByRole('button', { name: 'Draag 2 dossiers over' }).click();
    await sees(p, 'Kies een collega.');
    const { viewer } = await as(base, thirza, me);
    await form.getByLabel('Aan wie').selectOption(viewer.person.id);
    await form.getByLabel('Wat moet je collega weten?').fill('Ik ga met verlof.');
    await form.getByRole('button', { name: 'Draag 2 dossiers over' }).click();
    await p.getByRole('heading', { name: 'Onderweg: 2' }).waitFor();
    assert.equal(await boxes.count(), all, 'they stay hers until they were read');

    const other = await page(phone);
    await signIn(other, base, thirza, '/werkplek/collegas');
    await other.getByRole('heading', { name: 'Te lezen: 2' }).waitFor();
    await sees(other, 'Ik ga met verlof.');
    await other.goto(`${base}/werkplek`);
    await sees(other, new RegExp(`^Lees ${names[0].replace(/[()]/g, '.')}, van `));
    await other.goto(`${base}/werkplek/collegas`);
    await press(other, new RegExp(`^Ik heb het gelezen ${names[0]}`));
    await other.getByRole('heading', { name: 'Te lezen: 1' }).waitFor();
    assert.equal(await open(base, thirza, 'naar'), 1);

    await p.reload();
    await p.getByRole('heading', { name: 'Onderweg: 1' }).waitFor();
    await press(p, new RegExp(`^Neem terug ${names[1]}`));
    await p.getByRole('heading', { name: /^Onderweg/ }).waitFor({ state: 'detached' });
    assert.equal(await boxes.count(), all - 1, 'one is read and gone, one came back');
  }],

  ['what was handed over by mistake is back with one tap', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, sofie, '/werkplek/collegas');
    const { viewer } = await as(base, thirza, me);
    await p.locator('ul input[type="checkbox"]').first().check();
    await p.getByLabel('Aan wie').selectOption(viewer.person.id);
    await press(p, 'Draag 1 dossier over');
    await p.getByRole('heading', { name: 'Onderweg: 1' }).waitFor();
    await press(p, 'Toch niet');
    await p.getByRole('heading', { name: /^Onderweg/ }).waitFor({ state: 'detached' });
    assert.equal(await open(base, sofie, 'van'), 0);
  }],

  ['who is away is covered: her colleague sees for whom, and her families whom to call', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, sofie, '/werkplek/collegas');
    const { viewer } = await as(base, thirza, me);
    const away = p.locator('section', { has: p.getByRole('heading', { name: 'Afwezig' }) });
    await press(p, 'Bewaar');
    await sees(p, 'Vul de eerste dag in.');
    await away.getByLabel('Eerste dag').fill(dayOf(0));
    await away.getByLabel('Laatste dag').fill(dayOf(3));
    await away.getByLabel('Wie neemt waar').selectOption(viewer.person.id);
    await press(p, 'Bewaar');
    await sees(away, `${viewer.person.firstName} neemt waar`);

    const other = await page(phone);
    await signIn(other, base, thirza, '/werkplek');
    await sees(other, /voor Sofie|voor \p{Lu}/u);

    const { vraaggezinnen } = await as(base, sofie, 'query($m: ID) { viewer { person { id } } vraaggezinnen(first: 50, states: [WACHTEND], matcher: $m) { edges { node { matcher { id firstName } waarnemer { firstName } } } } }');
    const hers = vraaggezinnen.edges.map(({ node }) => node).filter(({ waarnemer }) => waarnemer);
    assert.ok(hers.length && hers.every(({ waarnemer }) => waarnemer.firstName === viewer.person.firstName));

    const lines = away.locator('li');
    const before = await lines.count();
    await press(p, /^Toch niet/);
    await away.locator(`li:nth-child(${before})`).waitFor({ state: 'detached' });
  }],

  ['"klopt alles nog?": one tap sends it, the mail leads into the app, one tap answers', async ({ page, base }) => {
    const parent = 'parent1@demo.buurtdorp.example';
    const { viewer } = await as(base, parent, '{ viewer { family { id name vraaggezinnen { id } steungezinnen { id } } } }');
    const { vraaggezinnen: [vraag], steungezinnen: [steun] } = viewer.family;
    const path = vraag ? `/werkplek/vraag/${vraag.id}` : `/werkplek/steun/${steun.id}`;
    const p = await page(laptop);
    await signIn(p, base, sofie, path);
    await p.goto(`${base}${path}`);
    await press(p, 'Vraag: klopt het nog?');
    await sees(p, /^gevraagd op/);

    const phone_ = await page(phone);
    let mail;
    while (!mail) mail = (await mailsTo(base, parent)).find(({ text }) => text.includes('/klopt-het-nog'));
    assert.equal(/\S+klopt-het-nog\S*/.exec(mail.text)[0], `${base}/klopt-het-nog`, 'nothing personal in the address');
    assert.ok(!mail.text.includes(viewer.family.id));
    await signIn(phone_, base, parent, '/klopt-het-nog');
    await press(phone_, 'Ja, alles klopt');
    await sees(phone_, 'Dank je wel. Fijn dat je het zegt.');
    for (;;) {
      const { viewer: now } = await as(base, parent, '{ viewer { family { confirmedAt gevraagdOp versheid } } }');
      if (Date.parse(now.family.confirmedAt) > Date.parse(now.family.gevraagdOp)) break;
    }
    await p.reload();
    await p.getByText(/^gevraagd op/).waitFor({ state: 'detached' });
    await press(p, 'Klopt nog (mondeling)');
    await sees(p, 'Mondeling: alles klopt nog.');
  }],

  ['a filter of my own, and j and k along the list', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, sofie, '/werkplek/gezinnen');
    await p.goto(`${base}/werkplek/gezinnen?lijst=vraag&stand=WACHTEND`);
    await press(p, 'Bewaar dit filter');
    await p.getByLabel('Hoe noem je dit filter?').fill('Wie wacht');
    await p.getByRole('dialog').getByRole('button', { name: 'Bewaar', exact: true }).click();
    await p.getByRole('button', { name: 'Wie wacht' }).waitFor();
    await p.goto(`${base}/werkplek/gezinnen?lijst=steun`);
    await press(p, 'Wie wacht');
    await p.waitForURL(/stand=WACHTEND/);
    await p.locator('.rows li > a').nth(1).waitFor();
    await p.evaluate(() => document.activeElement.blur());
    await p.keyboard.press('j');
    await p.keyboard.press('j');
    const second = await p.locator('.rows li > a').nth(1).getAttribute('href');
    assert.equal(await p.evaluate(() => document.activeElement.getAttribute('href')), second);
    await p.keyboard.press('k');
    await p.keyboard.press('j');
    await p.keyboard.press('Enter');
    await p.waitForURL(`**${second}`);
    assert.ok(!(await p.evaluate(() => Object.entries(localStorage).flat().join(' '))).match(/familie/i), 'no family’s name stays behind');
  }],

  ['a family that waits sees what happens, who does it, and by when', async ({ page, base }) => {
    const p = await page(phone);
    const { vraaggezinnen } = await as(base, sofie, '{ vraaggezinnen(first: 50, states: [WACHTEND]) { edges { node { volgendeDatum family { id name } koppelingen { state } } } } }');
    const waits = new Set(vraaggezinnen.edges.filter(({ node }) => node.koppelingen.every(({ state }) => /AFGE|VERLOPEN|NIET_|GESTOPT|VERKEND/.test(state))).map(({ node }) => node.family.id));
    for (let n = 1; n < 60; n++) {
      const email = `parent${n}@demo.buurtdorp.example`;
      const { viewer } = await as(base, email, '{ viewer { family { id } region { wachttijd { vanWeken totWeken } } } }');
      if (!waits.has(viewer.family?.id)) continue;
      await signIn(p, base, email, '/mijn-steun');
      await sees(p, 'We zoeken een gezin dat bij jullie past.');
      await sees(p, /^(Je hoort uiterlijk .* hoe het gaat\.|Dat is later dan we zeiden\.)/);
      const { wachttijd } = viewer.region;
      if (wachttijd) await sees(p, /^Hier duurt het meestal/);
      else assert.equal(await p.getByText('Hier duurt het meestal').count(), 0);
      return;
    }
    throw new Error('nobody in the demo region waits');
  }],
];
