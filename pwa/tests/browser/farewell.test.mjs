/** The end of a koppeling: the child's farewell, the words of both, staying in touch or not, and going on again. */
import { laptop } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { assert, drafts, press, pulled, sees, seesNot, sent, signIn, until, workerReady } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();

/** The koppeling of a family of the demo that is called so, and how its two sides sign in. */
async function pairOf(base, server, name) {
  const people = JSON.parse(await server.command('demo', '--list'));
  const { data } = await ask(base, '{ koppelingen(first: 50, states: [AFRONDEN, AFGEROND]) { edges { node { id version vraaggezin { family { id name } } steungezin { family { id name contactgegevens { phone } } } } } } }', {}, await tokenFor(base, matcher));
  const pair = data.koppelingen.edges.map(({ node }) => node).find(({ vraaggezin }) => vraaggezin.family.name === name);
  const email = ({ family }) => people.find(({ familyId }) => familyId === family.id).email;
  return { ...pair, vraag: email(pair.vraaggezin), steun: email(pair.steungezin) };
}

const stateOf = async (base, id) => (await ask(base, 'query($id: ID!) { koppeling(id: $id) { state version } }', { id }, await tokenFor(base, matcher))).data.koppeling;

/** A picture, as a phone takes one. */
const photo = async (p) => ({ name: 'dijk.png', mimeType: 'image/png', buffer: Buffer.from((await p.evaluate(() => Object.assign(document.createElement('canvas'), { width: 40, height: 30 }).toDataURL())).split(',')[1], 'base64') });

export const stories = [
  ['the farewell first, then the end with a reason; the page stays, also without internet', async ({ device, base, server }) => {
    const pair = await pairOf(base, server, 'Chantal');
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, pair.vraag, '/mijn-steun');
    await workerReady(p);
    await sees(p, /Op .* praten jullie met de coördinator\. Eerst nemen de kinderen afscheid\./);
    await p.getByRole('link', { name: 'Bekijk de bladzijde' }).click();
    await sees(p, 'Familie Barendregt zegt:');
    await sees(p, /De deur staat altijd open voor pannenkoeken\./);
    await spotless(p, 'the page of the farewell, before');

    await press(p, 'Zeg het');
    await sees(p, 'Schrijf een paar woorden. Kort is goed.');
    await p.fill('#woord', 'Dank je wel dat Ties bij jullie thuis was.');
    await until(p, drafts, 1);
    await p.reload(); // what is half written is still there
    await p.waitForFunction(() => document.querySelector('#woord')?.value === 'Dank je wel dat Ties bij jullie thuis was.');
    await context.setOffline(true);
    await press(p, 'Zeg het');
    await sees(p, 'Daarna staat het op deze bladzijde.');
    await until(p, drafts, 0);
    await context.setOffline(false);
    await sees(p, 'Chantal zegt:');
    await p.locator('input[type=file]').setInputFiles(await photo(p));
    await p.getByAltText('Foto 1').waitFor();

    // The other side reads it on its own phone, and answered already that it stays in touch.
    const other = await (await device()).newPage();
    await signIn(other, base, pair.steun, `/afscheid/${pair.id}`);
    await sees(other, 'Dank je wel dat Ties bij jullie thuis was.');
    await sees(other, 'Jij wilt contact houden. Zegt het andere gezin dat ook? Dan zie je hun telefoon en adres.');
    await press(p, 'Ja, dat mag');
    await sees(p, 'Jullie willen allebei contact houden.');
    await sees(other, 'Jullie willen allebei contact houden.'); // without a reload

    // The matcher closes it, with a reason and what worked.
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/koppeling/${pair.id}`);
    await sees(desk, 'Dank je wel dat Ties bij jullie thuis was.');
    await spotless(desk, 'a koppeling that ends, at the desk');
    await press(desk, 'Sluit af');
    await dialog(desk).getByRole('button', { name: 'Sluit af' }).click();
    await dialog(desk).getByRole('alert').waitFor(); // no end without a reason
    await dialog(desk).locator('#in-reden').getByText('Het is gelukt').click();
    await dialog(desk).locator('#in-toelichting').fill('Elke week op dezelfde dag, dat gaf rust.');
    await dialog(desk).getByRole('button', { name: 'Sluit af' }).click();
    await sees(desk, /^Afgerond op /);
    await sees(p, 'Nu is het klaar. Wat fijn dat jullie elkaar kennen.'); // without a reload
    await spotless(p, 'the page of the farewell, after');

    // The next day, without internet, in an app that starts cold.
    await pulled(p);
    await p.close();
    await context.setOffline(true);
    const cold = await context.newPage();
    await cold.goto(`${base}/afscheid/${pair.id}`);
    for (const words of ['De deur staat altijd open voor pannenkoeken.', 'Dank je wel dat Ties bij jullie thuis was.', 'Jullie willen allebei contact houden.']) await sees(cold, new RegExp(words));
    await cold.getByAltText('Foto 1').waitFor();
    await context.setOffline(false);

    // In touch for as long as both want it.
    await other.goto(`${base}/afscheid/${pair.id}`);
    await press(other, 'Stop met contact');
    await dialog(other).getByRole('button', { name: 'Ja, stop' }).click();
    await sees(other, 'Jij wilt geen contact houden. Dat is goed.');
    await cold.reload();
    await sees(cold, 'Jij wilt contact houden.'); // first comes what the phone kept
    await seesNot(cold, 'Jullie willen allebei contact houden.');
  }],

  ['going on again takes two times yes, each for itself', async ({ device, base, server }) => {
    const pair = await pairOf(base, server, 'Sabina');
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/koppeling/${pair.id}`);
    await sees(desk, /^Beide gezinnen kunnen antwoorden tot /);
    assert.equal(await desk.getByRole('button', { name: 'Ga weer samen verder' }).count(), 0, 'one yes is not two');

    const p = await (await device()).newPage();
    await signIn(p, base, pair.steun, '/mijn-steun');
    await sees(p, 'Willen jullie weer samen verder?');
    await seesNot(p, 'Wil je weer een gezin helpen?'); // one question at a time
    await spotless(p, 'asked to go on again');
    await press(p, 'Ja, graag');
    await sees(p, 'Fijn. We horen ook wat het andere gezin wil.');

    await press(desk, 'Ga weer samen verder'); // there without a reload
    await dialog(desk).getByRole('button', { name: 'Ga verder' }).click();
    await sees(desk, /^Samen sinds /);
    assert.equal((await stateOf(base, pair.id)).state, 'ACTIEF');
    await sees(p, /Samen met/);
  }],

  ['asked again from the desk: a no ends it, and nobody hears whose it was', async ({ device, base, server }) => {
    const pair = await pairOf(base, server, 'Marjolein');
    const screens = [];
    for (const email of [pair.vraag, pair.steun]) {
      const p = await (await device()).newPage();
      await signIn(p, base, email, '/thuis');
      await sees(p, email === pair.vraag ? 'Wil je dat we opnieuw zoeken?' : 'Wil je weer een gezin helpen?');
      screens.push(p);
    }
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/koppeling/${pair.id}`);
    await press(desk, 'Vraag of ze weer verder willen');
    await dialog(desk).getByRole('button', { name: 'Vraag het beide gezinnen' }).click();
    for (const p of screens) await sees(p, 'Willen jullie weer samen verder?'); // without a reload
    const [vraag, steun] = screens;
    await vraag.locator('section', { hasText: 'Willen jullie weer samen verder?' }).getByRole('button', { name: 'Nee, liever niet' }).click();
    await sees(vraag, 'Dank je. Het andere gezin hoort niet dat jij nee zei.');
    await steun.getByText('Willen jullie weer samen verder?').waitFor({ state: 'detached' });
    await sees(steun, 'Wil je weer een gezin helpen?');
    assert.doesNotMatch(await steun.locator('body').innerText(), /Marjolein (zei|wil)/);
    assert.equal((await stateOf(base, pair.id)).state, 'AFGEROND');

    // Beginning anew is a yes of one's own.
    await press(steun, 'Ja, graag');
    await sees(steun, /belt je om te horen of alles nog klopt\./);
    await sent(steun);
    const { data } = await ask(base, 'query($id: ID!) { koppeling(id: $id) { steungezin { state } vraaggezin { state } } }', { id: pair.id }, await tokenFor(base, matcher));
    assert.deepEqual(data.koppeling, { steungezin: { state: 'BESCHIKBAAR' }, vraaggezin: { state: 'GEPAUZEERD' } });
  }],
];
