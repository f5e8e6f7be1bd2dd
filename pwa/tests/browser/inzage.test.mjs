/** "Wie keek er?": a family sees on its phone who looked at what, and takes all we know along. */
import { readFileSync } from 'node:fs';
import { laptop } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, press, sees, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const head = 'head_matcher1@demo.buurtdorp.example';
const matcher = 'matcher1@demo.buurtdorp.example';

export const stories = [
  ['a family sees who looked at its data, and takes it along', async ({ page, base, server }) => {
    const people = JSON.parse(await server.command('demo', '--list'));
    const samira = people.find(({ firstName }) => firstName === 'Samira');
    const p = await page();
    await signIn(p, base, samira.email, '/mijn-gegevens');
    await p.getByRole('link', { name: 'Bekijken' }).click();
    await sees(p, 'Er heeft nog niemand gekeken.');

    const token = await tokenFor(base, matcher);
    const look = '{ family(id: $id) { children { firstName } contactgegevens { phone } notes { text } } viewer { person { firstName } } }';
    const { data } = await ask(base, `query($id: ID!) ${look}`, { id: samira.familyId }, token);
    await p.reload();
    await sees(p, data.viewer.person.firstName);
    await sees(p, /Keek naar: je kinderen, je telefoon en adres/);

    const [file] = await Promise.all([p.waitForEvent('download'), press(p, 'Bestand maken')]);
    const text = readFileSync(await file.path(), 'utf8');
    const all = JSON.parse(text);
    assert.match(file.suggestedFilename(), /^buurtdorp-\d{4}-\d\d-\d\d\.json$/);
    assert.equal(all.viewer.email, samira.email);
    assert.ok(all.viewer.family.children.length && all.inzagen.length);
    for (const note of data.family.notes) assert.ok(!text.includes(note.text), 'what matchers wrote for themselves is not in it');
  }],

  ['a head matcher reads who looked at a family, which is a line of its own; a matcher does not watch her colleagues', async ({ page, base, server }) => {
    const people = JSON.parse(await server.command('demo', '--list'));
    const samira = people.find(({ firstName }) => firstName === 'Samira');
    const token = await tokenFor(base, matcher);
    const { data } = await ask(base, 'query($id: ID!) { family(id: $id) { notes { text } contactgegevens { phone } vraaggezinnen { id } } }', { id: samira.familyId }, token);
    const p = await page(laptop);
    await signIn(p, base, head, `/werkplek/vraag/${data.family.vraaggezinnen[0].id}`);
    await p.getByRole('link', { name: 'Wie keek er?' }).click();
    await p.getByRole('heading', { level: 1, name: 'Wie keek er bij Samira?' }).waitFor();
    const row = p.getByRole('row', { name: /Ria/ });
    await row.getByText(/telefoon en adres/).waitFor();
    await row.getByText(/notities/).waitFor();
    await spotless(p, 'who looked');
    await p.reload();
    await p.getByRole('row', { name: /Hilde/ }).getByText(/deze lijst/).waitFor();

    const hers = await page(laptop);
    await signIn(hers, base, matcher, `/werkplek/gekeken/${samira.familyId}`);
    await sees(hers, 'Dit lezen hoofdcoördinatoren en beheerders.');
    assert.equal(await hers.getByRole('table').count(), 0);
    const { data: theirs } = await ask(base, 'query($id: ID!) { inzagen(familyId: $id) { op } }', { id: samira.familyId }, token);
    assert.deepEqual(theirs.inzagen, [], 'not over the API either');
  }],
];
