/** "Vergeet ons": a family asks to be forgotten on her phone, and takes it back. */
import { laptop } from '../harness.mjs';
import { assert, press, sees, seesNot, signInByHand as signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';

export const stories = [
  ['a family asks to be forgotten, sees when, and comes back', async ({ page, base, server, device }) => {
    const people = JSON.parse(await server.command('demo', '--list'));
    const samira = people.find(({ firstName }) => firstName === 'Samira');
    const p = await page();
    await signIn(p, base, samira.email, '/mijn-gegevens');
    await press(p, 'Wis onze gegevens');
    await sees(p, 'Na 30 dagen wissen we alles. Ook je naam, je adres en je kinderen.');
    await press(p, 'Nee, ik blijf');
    await p.getByRole('dialog').waitFor({ state: 'detached' });
    await press(p, 'Wis onze gegevens');
    await press(p, 'Ja, wis alles');
    await sees(p, /^Op .+ wissen we alles\.$/);
    const token = await tokenFor(base, matcher);
    const family = async () => (await ask(base, 'query($id: ID!) { family(id: $id) { wissenOp vraaggezinnen { state volgendeStap } } }', { id: samira.familyId }, token)).data.family;
    const gone = await family();
    assert.ok(gone.wissenOp, 'the matcher sees it too');
    assert.equal(gone.vraaggezinnen.some(({ state }) => state === 'WACHTEND'), false, 'nobody is looked for');

    const desk = await (await device(laptop)).newPage();
    const { data } = await ask(base, '{ vraaggezinnen(first: 60) { edges { node { id family { id } } } } }', {}, token);
    const vraag = data.vraaggezinnen.edges.map(({ node }) => node).find((node) => node.family.id === samira.familyId);
    await signIn(desk, base, matcher, `/werkplek/vraag/${vraag.id}`);
    await sees(desk, /^Dit gezin wordt gewist op /);
    await sees(desk, 'Het gezin wil gewist worden: bellen en afronden');

    await press(p, 'Toch niet, ik blijf');
    await p.getByRole('button', { name: 'Wis onze gegevens' }).waitFor();
    await seesNot(p, /wissen we alles\.$/);
    assert.equal((await family()).wissenOp, null);
  }],
];
