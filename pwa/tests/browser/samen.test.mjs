/** Being together: what goes wrong, what is shared with nobody else, and what closes at once. */
import { tell } from '../families.mjs';
import { laptop } from '../harness.mjs';
import { assert, drafts, holds, press, pulled, sees, seesNot, sent, signIn, until, workerReady } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';

/** A koppeling of the demo region in a state, with somebody of both sides. */
async function pairIn(base, server, states) {
  const people = JSON.parse(await server.command('demo', '--list'));
  const { data } = await ask(base, `{ koppelingen(first: 50, states: [${states}]) { edges { node { id version vraaggezin { family { id name contactgegevens { phone street } } } steungezin { family { id name contactgegevens { phone street } } } } } } }`, {}, await tokenFor(base, matcher));
  const list = Array.isArray(people) ? people : people.people;
  const of = (family) => list.find((one) => (one.family ?? one.familyId ?? one.family_id) === family?.id);
  for (const { node } of data.koppelingen.edges) {
    const vraag = of(node.vraaggezin.family), steun = of(node.steungezin.family);
    if (vraag && steun) return { ...node, vraag, steun };
  }
  throw new Error('no such koppeling with people on both sides');
}

export const stories = [
  ['a worry goes to the matcher and to nobody else, also without internet', async ({ device, base, server }) => {
    const pair = await pairIn(base, server, 'PROEFPERIODE, ACTIEF');
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, pair.steun.email, '/zorg-delen');
    await sees(p, 'Wat is er aan de hand?');
    await press(p, 'Stuur op');
    await sees(p, 'Een paar woorden is genoeg.');
    await p.fill('#zorg', 'Hij schrikt als ik mijn hand optil.');
    await context.setOffline(true);
    await press(p, 'Stuur op');
    await sees(p, 'Goed dat je het zegt.');
    await sees(p, /Bewaard op je telefoon/);
    assert.doesNotMatch((await holds(p)).text, /Hij schrikt/, 'while it waits, nobody who finds the phone reads it');
    await context.setOffline(false);
    await sees(p, /Verstuurd om/);
    await sent(p);
    assert.doesNotMatch((await holds(p)).text, /Hij schrikt/, 'the words leave the phone with the message');
    await p.reload();
    await sees(p, /Bericht van .*: bij ons/);
    await seesNot(p, 'Hij schrikt');

    const other = await (await device()).newPage();
    await signIn(other, base, pair.vraag.email, '/mijn-steun');
    await sees(other, /Samen met/);
    assert.doesNotMatch(await other.locator('body').innerText(), /zorg van|schrikt/i);

    const desk = await (await device(laptop)).newPage();
    const worries = await ask(base, '{ zorgmeldingen(first: 50) { edges { node { id tekst } } } }', {}, await tokenFor(base, matcher));
    const worry = worries.data.zorgmeldingen.edges.map(({ node }) => node).find(({ tekst }) => /schrikt/.test(tekst));
    await signIn(desk, base, matcher, `/werkplek/zorg/${worry.id}`);
    await sees(desk, 'Hij schrikt als ik mijn hand optil.');
    await press(desk, 'Ik heb het gelezen');
    await desk.getByRole('dialog').getByRole('button', { name: 'Ik heb het gelezen' }).click();
    await sees(desk, /door /);
    await p.reload();
    await sees(p, /Bericht van .*: gelezen/);
  }],

  ['the emergency numbers are one tap away, signed out and without internet', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await p.goto(`${base}/`);
    await p.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await p.goto(`${base}/hulp`);
    await p.waitForSelector('h1');
    await context.setOffline(true);
    await p.goto(`${base}/steun-vragen/hulp`);
    await p.getByRole('link', { name: 'Hulp' }).first().click();
    for (const number of ['112', '08002000', '08000432']) await p.locator(`a[href="tel:${number}"]`).waitFor();
    await sees(p, /huisarts/);
  }],

  ['a safety signal: phone and address go from both screens at once, without a reload', async ({ device, base, server }) => {
    const pair = await pairIn(base, server, 'PROEFPERIODE, ACTIEF');
    const screens = [];
    for (const [me, other] of [[pair.vraag, pair.steungezin], [pair.steun, pair.vraaggezin]]) {
      const p = await (await device()).newPage();
      await signIn(p, base, me.email, '/mijn-steun');
      const number = p.locator(`main a[href="tel:${other.family.contactgegevens.phone}"]`);
      await number.first().waitFor();
      screens.push([p, number, other.family.contactgegevens.street]);
    }
    await tell(base, await tokenFor(base, matcher), 'suspendKoppeling', { id: pair.id, baseVersion: pair.version, toelichting: 'een signaal' });
    for (const [p, number, street] of screens) {
      await number.first().waitFor({ state: 'detached' });
      await sees(p, /Het ligt even stil/);
      assert.doesNotMatch(await p.locator('body').innerText(), new RegExp(street), 'the street is gone too');
      await p.reload();
      await sees(p, /Het ligt even stil/);
      assert.equal(await number.count(), 0);
    }
  }],

  ['a child taps for itself; its parent sees nothing of it, and the matcher does', async ({ device, base, server }) => {
    const pair = await pairIn(base, server, 'PROEFPERIODE, ACTIEF');
    const p = await (await device()).newPage();
    await signIn(p, base, pair.vraag.email, '/mijn-steun');
    await p.getByRole('link', { name: 'Voor je kind: hoe was het?' }).first().click();
    await press(p, 'Niet leuk');
    await sees(p, 'Dank je wel!');
    await p.goto(`${base}/mijn-steun`);
    await sees(p, /Samen met/);
    await sent(p);
    assert.doesNotMatch((await holds(p)).text, /Niet leuk|NIET_GOED/, 'nothing of the tap stays on the phone');

    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/koppeling/${pair.id}`);
    await sees(desk, new RegExp(`Kind van ${pair.vraaggezin.family.name}: niet goed`));
    await sees(desk, 'Vragen hoe het gaat');
    await desk.goto(`${base}/werkplek`);
    await desk.getByText(/^nog \d+$/).first().click();
    await sees(desk, `Kind van ${pair.vraaggezin.family.name}: het gaat niet goed`);
  }],

  ['how it goes: a word that was begun stays through a cold start without internet, shut, and goes with the message or the person', async ({ device, base, server }) => {
    const pair = await pairIn(base, server, 'PROEFPERIODE, ACTIEF');
    const context = await device();
    let p = await context.newPage();
    const words = `Zij lachte de hele middag, ${Date.now()}.`; // of this try alone
    const tapped = () => p.getByRole('group', { name: 'Hoe gaat het?' }).getByRole('button', { name: 'Gaat wel', exact: true });
    const readable = async () => (await holds(p)).text.includes('lachte');
    const again = async () => {
      await p.close(); // the app is put away, and started cold
      p = await context.newPage();
      await p.goto(`${base}/mijn-steun`);
    };
    await signIn(p, base, pair.vraag.email, '/mijn-steun');
    await workerReady(p);
    await pulled(p);
    await tapped().click();
    await sent(p);
    await p.fill('#hoe', words);
    await until(p, drafts, 1);
    assert.equal(await readable(), false, 'nobody who finds the phone reads it');
    await context.setOffline(true);
    await again();
    await p.locator('#hoe').waitFor();
    assert.equal(await p.inputValue('#hoe'), words);
    assert.equal(await tapped().getAttribute('aria-pressed'), 'true', 'it belongs to what she tapped');
    await press(p, 'Stuur op');
    await p.locator('#hoe').waitFor({ state: 'detached' });
    await until(p, drafts, 0);
    await context.setOffline(false);
    await sent(p);
    assert.equal(await readable(), false, 'it went with the message');
    const { koppeling } = (await ask(base, 'query($id: ID!) { koppeling(id: $id) { checkIns { smiley toelichting } } }', { id: pair.id }, await tokenFor(base, matcher))).data;
    assert.equal(koppeling.checkIns.filter(({ toelichting }) => toelichting === words).length, 1);
    await tapped().click();
    await p.fill('#hoe', 'Nog iets.');
    await until(p, drafts, 1);
    await sent(p);
    await p.goto(`${base}/mijn-gegevens`);
    await press(p, 'Log uit');
    await p.getByRole('heading', { name: 'Gezinnen uit de buurt helpen elkaar' }).waitFor();
    assert.deepEqual((await holds(p)).databases.filter((name) => name !== 'buurtdorp-gast'), [], 'signing out takes it away, and the key with it');
    // The wipe takes the worker along; it comes back at once, or at the next start when the wipe was late.
    await p.evaluate(() => Promise.race([navigator.serviceWorker.ready.then(() => undefined), new Promise((done) => setTimeout(done, 5000))]));
    assert.equal(await p.getByRole('button', { name: 'Vernieuwen' }).count(), 0, 'a worker that had to come back is no new version');
  }],

  ['how it goes is one tap, a visit is called off in two', async ({ device, base, server }) => {
    const pair = await pairIn(base, server, 'PROEFPERIODE, ACTIEF');
    const p = await (await device()).newPage();
    await signIn(p, base, pair.steun.email, '/mijn-steun');
    await p.getByRole('group', { name: 'Hoe gaat het?' }).getByRole('button', { name: 'Goed', exact: true }).click();
    await sees(p, /Dank je wel\. \S+ leest het\./);
    await press(p, 'Kan een keer niet');
    await p.getByRole('dialog').getByRole('button').nth(2).click();
    await sees(p, 'We laten het weten.');
    await press(p, 'Iets anders afspreken');
    await press(p, 'Mag het een keer vaker?');
    await p.getByRole('dialog').getByRole('button', { name: 'Stuur op' }).click();
    await sent(p);
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, matcher, `/werkplek/koppeling/${pair.id}`);
    await sees(desk, 'Vraagt om andere afspraken');
    await sees(desk, 'Mag het een keer vaker?');
  }],
];
