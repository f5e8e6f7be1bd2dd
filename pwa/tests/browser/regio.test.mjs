/** What a region agreed on: the head matcher changes it, what begins after it goes by it, a matcher reads along. */
import { laptop, phone } from '../harness.mjs';
import { assert, drafts, press, sees, seesNot, signIn, until } from '../people.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const head = 'head_matcher1@demo.buurtdorp.example';
const path = '/werkplek/regio';
const read = async (base, as, text, variables = {}) => (await ask(base, text, variables, await tokenFor(base, as))).data;
const region = async (base) => (await read(base, head, '{ viewer { region { id phone terms { version now { reservationDays trialWeeks askedPerWeek } } } } }')).viewer.region;
const noSidewaysScroll = async (p) => assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), 'scrolls sideways');

async function change(base, as, op, type, input) {
  const answer = await ask(base, `mutation($input: ${type}!) { ${op}(input: $input) { userErrors { code message } } }`, { input: { clientMutationId: crypto.randomUUID(), ...input } }, await tokenFor(base, as));
  return answer.data?.[op]?.userErrors ?? [{ code: JSON.stringify(answer) }];
}

/** As the stories begin, also when one is told a second time. */
async function anew(base) {
  const { id, terms } = await region(base);
  assert.deepEqual(await change(base, head, 'updateRegion', 'UpdateRegionInput', { id, baseVersion: terms.version, reservationDays: 5, trialWeeks: 6, askedPerWeek: 5, vakantieregio: 'MIDDEN', phone: '0186 123 456' }), []);
}

/** A koppeling that is proposed now, among those of the demo region for whom it may; until when it holds its plek. */
async function propose(base, used = []) {
  const { vraaggezinnen } = await read(base, matcher, '{ vraaggezinnen(first: 60, states: [WACHTEND]) { edges { node { id suggestions(first: 5) { magVoorstellen steungezin { id } } } } } }');
  for (const { node } of vraaggezinnen.edges) {
    for (const { magVoorstellen, steungezin } of node.suggestions) {
      if (!magVoorstellen || used.includes(steungezin.id) || used.includes(node.id)) continue;
      const id = newId(9);
      const no = await change(base, matcher, 'proposeKoppeling', 'ProposeKoppelingInput', { id, vraaggezinId: node.id, steungezinId: steungezin.id, toelichting: 'Dichtbij.' });
      if (no.length) continue;
      used.push(node.id, steungezin.id);
      return { id, until: await holds(base, id) };
    }
  }
  throw new Error('nobody in the demo region may be proposed');
}

const holds = async (base, id) => Date.parse((await read(base, matcher, 'query($id: ID!) { koppeling(id: $id) { verlooptOp } }', { id })).koppeling.verlooptOp);

export const stories = [
  ['the head matcher shortens the reservation: the next proposal goes by it, the one that ran keeps its day; a matcher reads along', async ({ page, base }) => {
    await anew(base);
    const used = [];
    const before = await propose(base, used);
    const reader = await page(phone);
    await signIn(reader, base, matcher, path);
    await sees(reader, 'De hoofdcoördinator verandert deze afspraken.');
    await sees(reader, '5 werkdagen');
    assert.equal(await reader.locator('#regio input, #regio select, #regio button').count(), 0, 'a matcher has nothing to fill in');
    await noSidewaysScroll(reader);
    const { id, terms } = await region(base);
    assert.deepEqual((await change(base, matcher, 'updateRegion', 'UpdateRegionInput', { id, baseVersion: terms.version, reservationDays: 1 })).map(({ code }) => code), ['NOT_FOUND']);

    const p = await page(laptop);
    await signIn(p, base, head, '/werkplek');
    await p.getByRole('button', { name: /account/i }).first().click();
    await p.getByRole('link', { name: 'Afspraken van de regio' }).click();
    await p.getByLabel('Hoeveel werkdagen houdt een voorstel de plek vast?').fill('1');
    await sees(p, '1 afspraak veranderd, nog niet bewaard.');
    await p.getByLabel('Hoeveel weken duurt een proef?').fill('9');
    await press(p, 'Bewaar afspraken');
    await p.locator('#in-trialWeeks-wrong', { hasText: 'Kies een getal van 4 tot 8.' }).waitFor();
    await p.getByLabel('Hoeveel weken duurt een proef?').fill('6');
    await p.getByLabel('Hoe laat gaat dat bericht weg?').fill('22:00');
    await p.getByLabel('Telefoonnummer').fill('14 0186');
    await press(p, 'Bewaar afspraken');
    await p.locator('#in-reminderAt-wrong', { hasText: 'Om 22:00 uur is het stil.' }).waitFor();
    await p.locator('#in-phone-wrong', { hasText: 'Dit nummer klopt niet.' }).waitFor();
    assert.equal((await region(base)).terms.version, terms.version, 'half of it was kept');
    await p.getByLabel('Hoe laat gaat dat bericht weg?').fill('17:00');
    await p.getByLabel('Telefoonnummer').fill('088 - 123 45 67');
    await press(p, 'Bewaar afspraken');
    await sees(p, 'De afspraken zijn bewaard.');
    await sees(p, 'Je hebt nog niets veranderd.');
    assert.equal(await p.inputValue('#in-phone'), '088 123 45 67');
    assert.deepEqual((({ phone, terms: { now } }) => [phone, now.reservationDays, now.trialWeeks])(await region(base)), ['+31881234567', 1, 6]);

    const after = await propose(base, used);
    assert.ok(after.until < before.until, 'the new proposal holds its plek as long as the old one');
    assert.equal(await holds(base, before.id), before.until, 'what ran got another day');
    await reader.reload();
    await sees(reader, '1 werkdag');
    await sees(reader, '088 123 45 67');
  }],

  ['a colleague was first: that is told, and only what was typed lies over hers; what was typed comes through a reload', async ({ page, base }) => {
    await anew(base);
    const p = await page(laptop);
    await signIn(p, base, head, path);
    await p.getByLabel('Hoeveel voorstellen krijgt een steungezin per week?').fill('3');
    const { id, terms } = await region(base);
    assert.deepEqual(await change(base, head, 'updateRegion', 'UpdateRegionInput', { id, baseVersion: terms.version, trialWeeks: 8 }), []);
    await press(p, 'Bewaar afspraken');
    await sees(p, 'Iemand anders heeft dit ook veranderd.');
    await press(p, 'Bewaar toch wat ik invulde');
    await sees(p, 'De afspraken zijn bewaard.');
    const { now } = (await region(base)).terms;
    assert.deepEqual([now.askedPerWeek, now.trialWeeks], [3, 8], 'the colleague’s was put back');
    assert.equal(await p.inputValue('#in-trialWeeks'), '8');

    await p.selectOption('#in-vakantieregio', 'ZUID');
    await until(p, drafts, 1);
    await p.reload();
    await sees(p, 'Gooi weg wat ik invulde');
    assert.equal(await p.inputValue('#in-vakantieregio'), 'ZUID');
    await press(p, 'Gooi weg wat ik invulde');
    await seesNot(p, 'Gooi weg wat ik invulde');
    assert.equal(await p.inputValue('#in-vakantieregio'), 'MIDDEN');
  }],
];
