/** Other help fits better: done together with the family, which reads it on its own phone; and the way back. */
import { laptop } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, press, sees, seesNot, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();

export const stories = [
  ['a family goes on to other help: what it said is written down, it is told at once, and it can come back', async ({ device, base, server }) => {
    const dewi = JSON.parse(await server.command('demo', '--list')).find(({ firstName }) => firstName === 'Dewi');
    const read = async () => (await ask(base, 'query($id: ID!) { family(id: $id) { vraaggezinnen { id state } } }', { id: dewi.familyId }, await tokenFor(base, matcher))).data.family.vraaggezinnen.at(-1);
    const vraag = await read();
    const p = await (await device()).newPage();
    await signIn(p, base, dewi.email, '/mijn-steun');
    await sees(p, /belt je om kennis te maken\.$/);

    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/vraag/${vraag.id}`);
    await press(desk, 'Verwijs door');
    await sees(dialog(desk), 'Doe dit samen met het gezin.');
    await dialog(desk).locator('form button.main').click();
    await dialog(desk).getByRole('alert').waitFor(); // not over her head: what she said has to be there
    assert.equal((await read()).state, vraag.state);
    await dialog(desk).locator('textarea').fill('Dewi vindt het goed. Het wijkteam belt haar morgen, wij waren erbij.');
    await dialog(desk).locator('form button.main').click();
    await dialog(desk).waitFor({ state: 'detached' });
    await desk.locator('.tag', { hasText: 'Doorverwezen' }).first().waitFor();
    await spotless(desk, 'a dossier of a family that was referred');

    await desk.locator('main').getByText('Het wijkteam belt haar morgen').waitFor();
    await sees(p, 'Andere hulp helpt je nu verder.'); // on its own phone, without a reload
    await seesNot(p, /wijkteam belt haar/);
    await spotless(p, 'referred, at home');

    await desk.goto(`${base}/werkplek/gezinnen`);
    await press(desk, 'Doorverwezen');
    await desk.locator('main').getByRole('link', { name: /Dewi/ }).click();
    await press(desk, 'Open opnieuw');
    await dialog(desk).locator('textarea').fill('Dewi belde zelf: ze wil toch ook een steungezin.');
    await dialog(desk).locator('form button.main').click();
    await dialog(desk).waitFor({ state: 'detached' });
    assert.equal((await read()).state, 'INTAKE');
    await sees(p, /praat met je over wat je zoekt\./);
  }],

  ['a steungezin with its home open sees each step that its matcher takes, without a reload', async ({ device, base, server }) => {
    const people = JSON.parse(await server.command('demo', '--list'));
    const token = await tokenFor(base, matcher);
    const free = (await ask(base, '{ steungezinnen(first: 50, states: [BESCHIKBAAR]) { edges { node { id family { id } koppelingen { state } } } } }', {}, token)).data.steungezinnen.edges
      .find(({ node }) => node.koppelingen.length === 0 && people.some(({ familyId }) => familyId === node.family?.id)).node;
    const take = async (step, type, more) => {
      const { version } = (await ask(base, 'query($id: ID!) { steungezin(id: $id) { version } }', { id: free.id }, token)).data.steungezin;
      const { data } = await ask(base, `mutation($input: ${type}!) { ${step}(input: $input) { userErrors { message } } }`, { input: { clientMutationId: crypto.randomUUID(), id: free.id, baseVersion: version, ...more } }, token);
      assert.deepEqual(data[step].userErrors, []);
    };
    const p = await (await device()).newPage();
    await signIn(p, base, people.find(({ familyId }) => familyId === free.family.id).email, '/thuis');
    await sees(p, 'Jullie zijn klaar. We zoeken een gezin dat past.');
    await p.evaluate(() => (window.sameLoad = true));
    await take('pauseSteungezin', 'PauseInput', { until: new Date(Date.now() + 30 * 86_400_000).toISOString() });
    await sees(p, /Jullie hebben pauze tot /);
    await take('resumeSteungezin', 'SteungezinStepInput', {});
    await sees(p, 'Jullie zijn klaar. We zoeken een gezin dat past.');
    assert.equal(await p.evaluate(() => window.sameLoad), true, 'the page was not loaded again');
  }],
];
