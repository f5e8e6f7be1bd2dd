/** "Wie keek er?": a family sees on its phone who looked at what, and takes all we know along. */
import { readFileSync } from 'node:fs';
import { assert, press, sees, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

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
];
