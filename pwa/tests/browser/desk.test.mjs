/** The desk: without a mouse, live, and two people at once. */
import { tell } from '../families.mjs';
import { laptop } from '../harness.mjs';
import { assert, dayOf, press, sees, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';

const desk = async ({ device, base }, email = matcher, path = '/werkplek') => {
  const p = await (await device(laptop)).newPage();
  await signIn(p, base, email, path);
  return p;
};

/** What has the focus: its name, and whether somebody can see that it has. */
const focus = (p) => p.evaluate(() => {
  const part = document.activeElement;
  const style = getComputedStyle(part);
  const around = part.closest('form.search, .tile') ?? part; // these draw it around the field
  const outer = getComputedStyle(around);
  const seen = [style, outer].some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none');
  return { name: (part.getAttribute('aria-label') ?? part.innerText ?? '').replace(/\s+/g, ' ').trim(), tag: part.tagName, card: part.matches('[data-card]'), seen };
});

/** Tabs on until something has the focus; every stop on the way must be visible. */
async function tabTo(p, wanted, most = 60) {
  const passed = [];
  for (let i = 0; i < most; i++) {
    await p.keyboard.press('Tab');
    const now = await focus(p);
    passed.push(now.name.slice(0, 30));
    assert.ok(now.seen || now.tag === 'BODY', `the focus on "${now.name}" cannot be seen`);
    if (wanted(now)) return now;
  }
  throw new Error(`never came there with Tab; passed ${passed.join(' | ')}`);
}

const people = async (server) => JSON.parse(await server.command('demo', '--list'));

export const stories = [
  ['without a mouse: from the board to a proposal', async (world) => {
    const p = await desk(world);
    await p.locator('[data-card]').first().waitFor();
    await tabTo(p, ({ card }) => card);
    // Along the board with the arrows, as it says, until Samira.
    for (let i = 0; i < 40 && !(await focus(p)).name.includes('Samira'); i++) {
      const before = (await focus(p)).name;
      await p.keyboard.press('ArrowDown');
      if ((await focus(p)).name !== before) continue;
      for (let up = 0; up < 10; up++) await p.keyboard.press('ArrowUp');
      await p.keyboard.press('ArrowRight');
    }
    assert.match((await focus(p)).name, /Samira/);
    await p.keyboard.press('Enter');
    await p.getByRole('heading', { name: 'Samira' }).first().waitFor();
    await p.getByRole('article', { name: /van 100/ }).first().waitFor();
    const first = await p.getByRole('article', { name: /van 100/ }).first().getAttribute('aria-label');
    await tabTo(p, ({ name }) => name.startsWith('Stel voor'), 120);
    await p.keyboard.press('Enter');
    await p.getByRole('dialog').waitFor();
    await tabTo(p, ({ tag }) => tag === 'TEXTAREA', 12);
    await p.keyboard.type('Ze wonen dichtbij en kunnen op woensdag.');
    await tabTo(p, ({ name }) => name === 'Stel voor', 6);
    await p.keyboard.press('Enter');
    await sees(p, 'Het voorstel is verstuurd.');
    await p.getByRole('dialog').waitFor({ state: 'detached' });
    const { data } = await ask(world.base, '{ koppelingen(first: 40, states: [VOORGESTELD_STEUN]) { edges { node { vraaggezin { family { name } } steungezin { family { name } } } } } }', {}, await tokenFor(world.base, matcher));
    const made = data.koppelingen.edges.map(({ node }) => node).find(({ vraaggezin }) => vraaggezin.family.name === 'Samira');
    assert.ok(made, 'there is a proposal for Samira');
    assert.ok(first.startsWith(made.steungezin.family.name), `${first} was asked`);
  }],

  ['"/" goes to the search; what is typed stands in no address', async (world) => {
    const p = await desk(world);
    await p.locator('[data-card]').first().waitFor();
    await p.keyboard.press('/');
    await p.keyboard.type('Naomi');
    await p.keyboard.press('Enter');
    await p.waitForURL(/werkplek\/gezinnen/);
    await sees(p, '1 gezin gevonden');
    await p.locator('main').getByRole('link', { name: /Naomi/ }).waitFor();
    assert.doesNotMatch(p.url(), /naomi/i);
    assert.doesNotMatch(await p.evaluate(() => JSON.stringify([history.state, { ...localStorage }])), /naomi/i);
  }],

  ['a yes on a phone shows on the board by itself', async (world) => {
    const { base, server } = world;
    const p = await desk(world);
    const card = p.locator('[data-card]', { hasText: 'Elena' });
    await card.getByText('0 van 2 zei ja').waitFor();
    await p.evaluate(() => (window.sameDocument = true));
    const corrie = (await people(server)).find(({ firstName }) => firstName === 'Corrie');
    const token = await tokenFor(base, corrie.email);
    const { data } = await ask(base, '{ koppelingen { edges { node { id version state } } } }', {}, token);
    const { id, version } = data.koppelingen.edges.map(({ node }) => node).find(({ state }) => state === 'VOORGESTELD_STEUN');
    await tell(base, token, 'answerProposal', { id, baseVersion: version, antwoord: 'JA' });
    await card.getByText('1 van 2 zei ja').waitFor();
    assert.equal(await p.evaluate(() => window.sameDocument), true, 'without a reload');
  }],

  ['somebody else was first: it is said, nothing is written over', async (world) => {
    const { base } = world;
    const token = await tokenFor(base, matcher);
    const { data } = await ask(base, '{ vraaggezinnen(first: 5, states: [AANGEMELD]) { edges { node { id version family { name } } } } }', {}, token);
    const { id, version, family } = data.vraaggezinnen.edges[0].node;
    const p = await desk(world, matcher, `/werkplek/vraag/${id}`);
    await p.getByRole('heading', { level: 1, name: family.name }).waitFor();
    await press(p, 'Plan intake');
    const sheet = p.getByRole('dialog');
    await sheet.getByLabel('Dag', { exact: true }).fill(dayOf(60));
    await sheet.getByLabel('Tijd', { exact: true }).fill('10:00');
    const theirs = new Date(Date.now() + 86_400_000).toISOString();
    await tell(base, token, 'planIntake', { id, baseVersion: version, at: theirs });
    await sheet.getByRole('button', { name: 'Plan', exact: true }).click();
    await sees(p, /heeft dit ook veranderd\./);
    await sheet.getByRole('button', { name: 'Neem de nieuwe versie' }).click();
    await sheet.waitFor({ state: 'detached' });
    const now = await ask(base, 'query($id: ID!) { vraaggezin(id: $id) { state version volgendeDatum } }', { id }, token);
    assert.deepEqual([now.data.vraaggezin.state, now.data.vraaggezin.version], ['INTAKE', version + 1]);
    assert.equal(now.data.vraaggezin.volgendeDatum.slice(0, 10), theirs.slice(0, 10));
  }],

  ['what is not filled in is said all at once, and nothing of it leaves the page', async (world) => {
    const { base } = world;
    const { data } = await ask(base, '{ koppelingen(first: 5, states: [KENNISMAKING]) { edges { node { id kennismakingPlaats } } } }', {}, await tokenFor(base, matcher));
    const p = await desk(world, matcher, `/werkplek/koppeling/${data.koppelingen.edges[0].node.id}`);
    await press(p, 'Plan kennismaking');
    const sheet = p.getByRole('dialog');
    await sheet.getByRole('button', { name: 'Plan', exact: true }).click();
    await sheet.getByRole('alert').waitFor();
    assert.equal(await p.evaluate(() => document.activeElement.classList.contains('summary')), true);
    await sheet.getByRole('link', { name: 'Vul een dag en een tijd in.' }).click();
    assert.equal(await p.evaluate(() => document.activeElement.type), 'date');
    await p.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  }],
];
