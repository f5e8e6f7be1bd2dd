/** Who says yes, each for itself; and who may stop it all. */
import { laptop } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, press, sees, seesNot, sent, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();

/** A family of the demo by the first name it signs in with. */
async function family(base, server, firstName) {
  const person = JSON.parse(await server.command('demo', '--list')).find((one) => one.firstName === firstName);
  const read = async () => (await ask(base, 'query($id: ID!) { family(id: $id) { children { id age firstName } vraaggezinnen { id version state volgendeStap koppelingen { id state } } steungezinnen { id state } toestemmingen { doel giver textVersion givenAt withdrawnAt mondeling } } }', { id: person.familyId }, await tokenFor(base, matcher))).data.family;
  return { ...person, read };
}

export const stories = [
  ['both parents and a child of 13 say yes themselves, and then the search begins; a no of the child ends it', async ({ device, base, server }) => {
    const marloes = await family(base, server, 'Marloes');
    const { vraaggezinnen: [vraag], children } = await marloes.read();
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/vraag/${vraag.id}`);
    await sees(desk, 'Nog vragen: Tweede ouder, Thijs 13');
    await spotless(desk, 'a dossier with a yes halfway');
    await press(desk, 'Rond intake af');
    await dialog(desk).locator('form button.main').click();
    await dialog(desk).getByText('Nog niet elke volwassene zei zelf ja. Vraag het nog.').waitFor(); // refused, in words
    await desk.keyboard.press('Escape');

    const p = await (await device()).newPage();
    await signIn(p, base, marloes.email, '/mijn-gegevens');
    await spotless(p, 'who said yes, at home');
    await press(p, /^Zeg ja/);
    await dialog(p).getByRole('button', { name: 'Ja, dat mag' }).click();
    await sees(p, 'Vul je voornaam in. Dan weten we wie ja zei.');
    await spotless(p, 'a second parent says yes');
    await p.fill('#giver', 'Kees');
    await dialog(p).getByRole('button', { name: 'Ja, dat mag' }).click();
    await p.locator('li', { hasText: 'Kees' }).getByText(/^Zei ja op /).waitFor();

    await p.getByRole('link', { name: 'Laat zelf kiezen' }).click();
    await sees(p, 'Hoi Thijs. Mogen wij zoeken?');
    await spotless(p, 'a child chooses itself');
    await press(p, 'Ja');
    await sees(p, 'Dank je wel!');
    await sees(desk, /^Aangemeld op/);
    await desk.getByText(/^Nog vragen: /).waitFor({ state: 'detached' }); // without a reload
    const given = (await marloes.read()).toestemmingen.filter(({ doel, withdrawnAt }) => doel === 'MATCHEN' && !withdrawnAt);
    assert.deepEqual(given.map(({ giver, mondeling }) => [giver, mondeling]).sort(), [['Kees', false], ['Marloes', false], ['Thijs', false]]);
    assert.ok(given.every(({ textVersion, givenAt }) => textVersion && givenAt));

    await press(desk, 'Rond intake af');
    await dialog(desk).locator('form button.main').click();
    await desk.getByRole('link', { name: 'Wie past?' }).or(desk.getByRole('link', { name: /past/ })).first().waitFor();
    assert.equal((await marloes.read()).vraaggezinnen[0].state, 'WACHTEND');

    await p.goto(`${base}/zelf-ja/${children.find(({ firstName }) => firstName === 'Thijs').id}`);
    await sees(p, 'Jij zei al ja.');
    await press(p, 'Nu zeg ik nee');
    await sees(p, 'Goed dat je het zegt.');
    await sent(p);
    await desk.getByText('Nog vragen: Thijs 13').waitFor(); // out of the pool, and on her list
    assert.equal((await marloes.read()).vraaggezinnen[0].state, 'INTAKE');
  }],

  ['a steungezin: one adult takes it back, and nobody is proposed to it any more', async ({ device, base, server }) => {
    const wim = await family(base, server, 'Corrie'); // Wim en Corrie were asked
    const p = await (await device()).newPage();
    await signIn(p, base, wim.email, '/mijn-gegevens');
    const mine = p.locator('section', { hasText: 'Waar je ja op zei' }).locator('li', { hasText: 'Wim' });
    await mine.getByRole('button', { name: /^Stop/ }).click();
    await dialog(p).getByText('We zoeken dan niet verder voor jullie. Dat stopt meteen.').waitFor();
    await dialog(p).getByRole('button', { name: 'Nee, laat zo' }).click();
    await mine.getByText(/^Zei ja op /).waitFor();
    await mine.getByRole('button', { name: /^Stop/ }).click();
    await dialog(p).getByRole('button', { name: 'Ja, stop' }).click();
    await p.locator('li', { hasText: 'Volwassene 2' }).getByText('Nog geen ja').waitFor();
    const now = await wim.read();
    assert.notEqual(now.steungezinnen[0].state, 'BESCHIKBAAR');
    assert.ok(now.toestemmingen.some(({ giver, withdrawnAt, doel }) => giver === 'Wim' && doel === 'MATCHEN' && withdrawnAt));
    const { data } = await ask(base, '{ koppelingen(first: 50, states: [VOORGESTELD_STEUN, VOORGESTELD_VRAAG]) { edges { node { steungezin { family { name } } } } } }', {}, await tokenFor(base, matcher));
    assert.ok(data.koppelingen.edges.every(({ node }) => node.steungezin.family.name !== 'Wim en Corrie'), 'the proposal has ended');
  }],

  ['somebody with custody objects: no search, and no visit', async ({ device, base, server }) => {
    const olga = await family(base, server, 'Olga');
    const { vraaggezinnen: [vraag] } = await olga.read();
    const p = await (await device()).newPage();
    await signIn(p, base, olga.email, '/mijn-steun');
    await p.locator('main a[href^="tel:"]', { hasText: /^Bel Ingrid/ }).waitFor();

    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/vraag/${vraag.id}/gesprek`);
    await desk.locator('#in-bezwaar').getByText('Ja', { exact: true }).click();
    await press(desk, 'Bewaar het gesprek');
    await sees(desk, 'Iemand met gezag is het er niet mee eens. Zolang dat zo is, zoeken we niet.');
    await spotless(desk, 'a dossier with an objection');

    await sees(p, /Het ligt even stil/); // without a reload
    assert.equal(await p.locator('main a[href^="tel:"]', { hasText: /^Bel Ingrid/ }).count(), 0);
    await seesNot(p, 'niet mee eens'); // whose objection it is stays with the matcher
    const { vraaggezinnen: [now] } = await olga.read();
    assert.equal(now.state, 'INTAKE');
    assert.match(now.volgendeStap, /niet mee eens/);
    assert.deepEqual(now.koppelingen.map(({ state }) => state), ['ONDERBROKEN']);
  }],
];
