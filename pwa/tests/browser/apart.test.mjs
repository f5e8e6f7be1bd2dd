/** What a matcher hears at a kitchen table: we moved, there is a baby; and not with that family, please. */
import { laptop } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, press, sees, seesNot, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();

/** Somebody who waits, and who fits her best. */
async function waiting(base) {
  const query = 'query { vraaggezinnen(first: 50, states: [WACHTEND]) { edges { node { id family { id name village children { id } } koppelingen { state } suggestions(first: 1) { steungezin { id family { id name village } } } } } } }';
  const { edges } = (await ask(base, query, {}, await tokenFor(base, matcher))).data.vraaggezinnen;
  return edges.map(({ node }) => node).find(({ suggestions, koppelingen }) => suggestions.length && !koppelingen.length);
}

export const stories = [
  ['a family moved and got a child: its matcher writes it down, and what follows goes along', async ({ device, base }) => {
    const vraag = await waiting(base);
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/vraag/${vraag.id}`);
    await press(desk, 'Pas aan');
    await sees(dialog(desk), 'Gegevens aanpassen');
    await spotless(desk, 'the form of a household');
    const field = (label) => dialog(desk).getByLabel(label, { exact: true });
    await field('Telefoon').fill('06 1');
    await dialog(desk).getByLabel(/^Postcode/).fill('3295 BA');
    await field('Straat').fill('Langestraat');
    await press(dialog(desk), 'Nog een kind');
    const kid = dialog(desk).locator('fieldset li').last();
    await kid.locator('input').first().fill('Pip');
    await press(dialog(desk), 'Bewaar');
    await dialog(desk).getByRole('alert').waitFor(); // all that is not right at once: the number, and when the child was born
    assert.equal(await dialog(desk).getByRole('alert').getByRole('link').count(), 2);
    await field('Telefoon').fill('06 12345678');
    await kid.locator('input').last().fill('2025-10');
    await press(dialog(desk), 'Bewaar');
    await dialog(desk).waitFor({ state: 'detached' });
    await desk.locator('main').getByText(/Pip, 1 jaar/).first().waitFor();
    await desk.locator('main').getByText(/Langestraat/).first().waitFor();
    await desk.locator('main').getByText(/’s-Gravendeel|'s-Gravendeel/).first().waitFor();

    await press(desk, 'Pas aan');
    await dialog(desk).locator('fieldset li').last().getByRole('button').click();
    await press(dialog(desk), 'Bewaar');
    await dialog(desk).waitFor({ state: 'detached' });
    await desk.locator('main').getByText(/Pip, 1 jaar/).first().waitFor({ state: 'detached' });
  }],
  ['two families are kept apart: never proposed again, and only the head matcher ends it', async ({ device, base }) => {
    const vraag = await waiting(base);
    const other = vraag.suggestions[0].steungezin;
    const best = async () => (await ask(base, 'query($id: ID!) { vraaggezin(id: $id) { suggestions(first: 50) { steungezin { id } } } }', { id: vraag.id }, await tokenFor(base, matcher))).data.vraaggezin.suggestions.some(({ steungezin }) => steungezin.id === other.id);
    const desk = await (await device()).newPage();
    await signIn(desk, base, matcher, `/werkplek/vraag/${vraag.id}`);
    await press(desk, 'Houd uit elkaar van een gezin');
    await dialog(desk).getByRole('searchbox').fill(other.family.name);
    await dialog(desk).locator('.found').getByRole('button', { name: other.family.name }).first().click();
    await dialog(desk).locator('textarea').fill('De moeders werken op dezelfde plek.');
    await spotless(desk, 'keeping two families apart', ['phone']);
    await press(dialog(desk), 'Houd uit elkaar');
    await dialog(desk).waitFor({ state: 'detached' });
    await sees(desk, /De moeders werken op dezelfde plek/);
    await seesNot(desk, 'Hef op');
    assert.equal(await best(), false);

    const head = await (await device(laptop)).newPage();
    await signIn(head, base, 'head_matcher1@demo.buurtdorp.example', `/werkplek/steun/${other.id}`);
    await sees(head, /De moeders werken op dezelfde plek/);
    await press(head, /^Hef op/);
    await dialog(head).locator('textarea').fill('Ze vinden het allebei goed.');
    await press(dialog(head), 'Hef op');
    await dialog(head).waitFor({ state: 'detached' });
    await head.locator('main').getByText(/Ze vinden het allebei goed/).waitFor();
    await seesNot(head, /De moeders werken op dezelfde plek/);
    assert.equal(await best(), true);
  }],
];
