/** A yes that comes after the term is not lost: the family is told so, and the matcher has it on her list, proposes
 *  the two anew, or writes down that it does not come to it. */
import { tell } from '../families.mjs';
import { laptop, phone } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, press, sees, seesNot, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();
const line = (p, text) => p.locator('article', { has: p.locator('[data-today]', { hasText: text }) });
const query = `query($states: [KoppelingState!]) { koppelingen(last: 40, states: $states) { edges { node {
  id version state answers { kind kant antwoord mondeling } vraaggezin { id family { name } } steungezin { id family { id name contactgegevens { phone } } } } } } }`;

/** The newest koppeling of Rosita in such a state. Of the demo, one with Anja and Piet had no answer in time. */
async function ofRosita(base, ...states) {
  const { data } = await ask(base, query, { states }, await tokenFor(base, matcher));
  return data.koppelingen.edges.map(({ node }) => node).filter(({ vraaggezin }) => vraaggezin.family.name === 'Rosita').at(-1);
}

export const stories = [
  ['a yes after the term is a task: proposed anew, or it does not come to it', async ({ device, base, server }) => {
    const pair = await ofRosita(base, 'VERLOPEN');
    const family = pair.steungezin.family;
    const late = `${family.name} zeiden toch nog ja`;
    const desk = await (await device(phone)).newPage();
    await signIn(desk, base, matcher);
    await line(desk, 'Rosita wacht al').waitFor();
    await seesNot(desk, late);

    // What waited on a phone without internet goes out when the days are over.
    const email = JSON.parse(await server.command('demo', '--list')).find(({ familyId }) => familyId === family.id).email;
    const token = await tokenFor(base, email);
    await tell(base, token, 'answerProposal', { id: pair.id, baseVersion: 1, antwoord: 'JA' });
    const home = await (await device()).newPage();
    await signIn(home, base, email, `/voorstel/${pair.id}`);
    await sees(home, /^Het voorstel was net voorbij\. .* belt je\. Misschien kan het toch\.$/);

    // On the list by itself: to call, to propose, or to close.
    const row = line(desk, late);
    await row.waitFor();
    await row.locator('[data-today]').click();
    assert.match(await row.getByRole('link', { name: /Bel/ }).getAttribute('href'), /^tel:\+?\d+$/);
    await spotless(desk, 'a yes that came too late, on the list', ['phone']);
    await row.getByRole('button', { name: 'Stel iemand voor' }).click();
    const first = dialog(desk).locator('li').first();
    await first.getByText('Zei al ja, net te laat.').waitFor();
    await first.getByText(family.name, { exact: true }).waitFor();
    await spotless(desk, 'who said yes stands first', ['phone']);
    await first.getByRole('button', { name: /^Stel voor/ }).click();
    for (const box of await dialog(desk).locator('textarea').all()) await box.fill('Ze zeiden al ja. We spraken elkaar.');
    for (const day of await dialog(desk).locator('input[type=date]').all()) await day.fill(new Date().toISOString().slice(0, 10));
    await dialog(desk).locator('form button.main').click();
    await row.getByRole('button', { name: 'Verstuur nu' }).click();
    await row.waitFor({ state: 'detached' });
    const anew = await ofRosita(base, 'VOORGESTELD_STEUN');
    assert.equal(anew.steungezin.family.name, family.name);
    assert.notEqual(anew.id, pair.id);

    // It falls through after all: the task is there again, until she writes down that they talked.
    await tell(base, await tokenFor(base, matcher), 'withdrawProposal', { id: anew.id, baseVersion: anew.version });
    await row.waitFor();
    if (!(await row.getByRole('group').count())) await row.locator('[data-today]').click();
    await row.getByRole('button', { name: 'Komt er toch niet van' }).click();
    await press(dialog(desk), 'Leg vast');
    await row.getByRole('button', { name: 'Verstuur nu' }).click();
    await row.waitFor({ state: 'detached' });
    const { answers, state } = await ofRosita(base, 'VERLOPEN');
    assert.deepEqual([state, answers.map(({ kant, antwoord, mondeling }) => `${kant} ${antwoord} ${mondeling}`)], ['VERLOPEN', ['STEUN JA false', 'STEUN NEE true']]);
    await desk.reload();
    await line(desk, 'Rosita wacht al').waitFor();
    await seesNot(desk, late);
  }],
];
