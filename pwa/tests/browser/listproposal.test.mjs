/** The whole list at once: what the app lays out, what a matcher does with it, and what may be said
 *  aloud of who looks. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tell } from '../families.mjs';
import { laptop, phone } from '../harness.mjs';
import { assert, press, sees, seesNot, signIn } from '../people.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const colleague = 'matcher2@demo.buurtdorp.example';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const open = async ({ device, base }, path, on = laptop, email = matcher) => {
  const p = await (await device(on)).newPage();
  await signIn(p, base, email, path);
  return p;
};
const proposals = async (base) => {
  const { data } = await ask(base, '{ koppelingen(first: 60, states: [VOORGESTELD_STEUN, VOORGESTELD_VRAAG]) { totalCount edges { node { id vraaggezin { family { name } } steungezin { family { name } } steps { step toelichting } } } } }', {}, await tokenFor(base, matcher));
  return data.koppelingen;
};
const pairs = async (base) => {
  const { data } = await ask(base, '{ listProposal { paired pairs(first: 20) { vraaggezin { id family { name } } suggestion { magVoorstellen steungezin { id family { name } } } } } }', {}, await tokenFor(base, matcher));
  return data.listProposal.pairs;
};
/** Until nothing is being read. */
const still = (p) => p.locator('main [aria-disabled="true"]').first().waitFor({ state: 'detached' });
async function clean(p, where) {
  await still(p);
  await p.evaluate(axe);
  const { violations } = await p.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
  assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${where} scrolls sideways`);
}

export const stories = [
  ['what the region looks for, to copy', async (world) => {
    const { base, device } = world;
    const { data } = await ask(base, '{ demand { cells { village dagdeel van tot children } } }', {}, await tokenFor(base, matcher));
    const { cells } = data.demand;
    assert.ok(cells.length && cells.every(({ children }) => children >= 3), JSON.stringify(cells));
    const context = await device(laptop);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const p = await context.newPage();
    await signIn(p, base, matcher, '/werkplek/werven');
    await p.getByRole('table').waitFor();
    assert.equal(await p.locator('tbody tr').count(), cells.length);
    const text = await p.getByRole('textbox', { name: 'Tekst om te delen' }).inputValue();
    assert.match(text, /^\d+ kinderen .*zoeken op \w+ een plek in /);
    await press(p, 'Kopieer de tekst');
    await sees(p, 'De tekst is gekopieerd.');
    assert.equal(await p.evaluate(() => navigator.clipboard.readText()), text);
    const names = await ask(base, '{ vraaggezinnen(first: 100) { edges { node { family { name children { firstName } } } } } }', {}, await tokenFor(base, matcher));
    const body = await p.locator('main').innerText();
    for (const { node } of names.data.vraaggezinnen.edges) for (const word of [node.family.name, ...node.family.children.map(({ firstName }) => firstName)]) assert.ok(!word || !new RegExp(`\\b${word}\\b`).test(body), word);
  }],

  ['both screens: axe, and no sideways scroll on a small phone', async (world) => {
    for (const on of [laptop, phone, { ...phone, viewport: { width: 320, height: 640 } }]) {
      const p = await open(world, '/werkplek/lijstvoorstel', on);
      await p.getByRole('article').first().waitFor();
      await press(p, /^Laat zien waarom/);
      await press(p, /^Andere bekijken/);
      await clean(p, `lijstvoorstel ${on.viewport.width}`);
      await p.goto(`${world.base}/werkplek/werven`);
      await p.getByRole('table').waitFor();
      await clean(p, `werven ${on.viewport.width}`);
    }
  }],

  ['a pair from the list becomes a proposal, in her own words', async (world) => {
    const { base } = world;
    const before = await proposals(base);
    const list = await pairs(base);
    const p = await open(world, '/werkplek');
    await p.getByRole('navigation').getByRole('link', { name: 'Voorstel', exact: true }).click();
    await p.getByRole('heading', { level: 1, name: 'Lijstvoorstel' }).waitFor();
    const cards = p.getByRole('article');
    await cards.first().waitFor();
    assert.equal(await cards.count(), list.length);
    assert.equal((await proposals(base)).totalCount, before.totalCount, 'looking proposes nothing');

    const at = list.findIndex(({ suggestion }) => suggestion.magVoorstellen);
    const name = list[at].vraaggezin.family.name;
    const gives = list[at].suggestion.steungezin.family.name;
    const card = p.getByRole('article', { name: new RegExp(`^${name} met ${gives}`) });
    await card.getByRole('button', { name: /^Laat zien waarom/ }).click();
    await card.getByText('Moet kunnen').waitFor();
    await card.getByRole('button', { name: /^Andere bekijken/ }).click();
    await card.getByText('Wie ook past').waitFor();
    await card.getByRole('button', { name: new RegExp(`^Stel voor ?: ${name}, ${gives}$`) }).click();
    await p.getByRole('dialog').getByLabel('Waarom past dit gezin?').fill('Ze wonen dichtbij en houden van buiten.');
    await p.getByRole('dialog').getByRole('button', { name: 'Stel voor' }).click();
    await sees(p, 'Het voorstel is verstuurd.');
    await card.waitFor({ state: 'detached' });
    const made = (await proposals(base)).edges.map(({ node }) => node).find(({ vraaggezin }) => vraaggezin.family.name === name);
    assert.equal(made.steungezin.family.name, gives);
    assert.equal(made.steps.find(({ step }) => step === 'PROPOSE').toelichting, 'Ze wonen dichtbij en houden van buiten.');
    assert.equal((await proposals(base)).totalCount, before.totalCount + 1, 'one, and no other');
  }],

  ['who is skipped waits below, and can be taken up again', async (world) => {
    const p = await open(world, '/werkplek/lijstvoorstel', phone);
    const cards = p.getByRole('article');
    await cards.first().waitFor();
    const count = await cards.count();
    const label = await cards.first().getAttribute('aria-label');
    await cards.first().getByRole('button', { name: /^Overslaan/ }).click();
    await p.getByRole('heading', { name: 'Overgeslagen' }).waitFor();
    assert.equal(await cards.count(), count - 1);
    await press(p, /^Toch bekijken/);
    await p.getByRole('article', { name: label }).waitFor();
    await seesNot(p, 'Overgeslagen');
  }],

  ['when a colleague proposes, the list says that it is no longer so', async (world) => {
    const { base } = world;
    const p = await open(world, '/werkplek/lijstvoorstel');
    await p.getByRole('article').first().waitFor();
    await still(p);
    const one = (await pairs(base)).find(({ suggestion }) => suggestion.magVoorstellen);
    const name = one.vraaggezin.family.name;
    await tell(base, await tokenFor(base, colleague), 'proposeKoppeling', { id: newId(9), vraaggezinId: one.vraaggezin.id, steungezinId: one.suggestion.steungezin.id, toelichting: 'Ik sprak ze net.' });
    await sees(p, 'Sindsdien is er iets veranderd.');
    await p.getByRole('article', { name: new RegExp(`^${name} met `) }).waitFor(); // not under her hands
    await press(p, 'Toon de nieuwe lijst');
    await p.getByRole('article', { name: new RegExp(`^${name} met `) }).waitFor({ state: 'detached' });
    await seesNot(p, 'Sindsdien is er iets veranderd.');
  }],
];
