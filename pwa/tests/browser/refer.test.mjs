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
    await p.goto(`${base}/thuis`);
    await p.goto(`${base}/mijn-steun`);
    await sees(p, 'Andere hulp helpt je nu verder.');
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
    await p.reload();
    await sees(p, /praat met je over wat je zoekt\./);
  }],
];
