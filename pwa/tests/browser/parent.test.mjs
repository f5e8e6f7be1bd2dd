import { assert, pulled, sees, signIn, when } from '../people.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const vraag = 'parent1@demo.buurtdorp.example';
const steun = 'parent2@demo.buurtdorp.example';
const matcher = 'matcher1@demo.buurtdorp.example';

/** A meetup that takes sign-ups, has room, and where this family is not yet. */
const openCard = (p) => p.locator('main li').filter({ has: p.getByRole('button', { name: /^Ik kom/ }) }).first();

async function ownId(base, email, side) {
  const { data } = await ask(base, `{ viewer { family { ${side} { id } } } }`, {}, await tokenFor(base, email));
  return data.viewer.family[side].at(-1).id;
}

export const stories = [
  ['a meetup in two taps, and undone in one', async ({ page, base }) => {
    const p = await page();
    await signIn(p, base, vraag);
    await p.goto(`${base}/ontmoeten`);
    const title = await openCard(p).locator('h3').innerText();
    await openCard(p).getByRole('button', { name: /^Ik kom/ }).click();
    await sees(p, 'Met wie kom je?');
    assert.equal(await p.locator('dialog output').nth(1).innerText() !== '0', true, 'the children come along by themselves');
    await p.getByRole('button', { name: /^Ja, / }).click();
    await sees(p, /^Je (komt. Tot \w+dag!|staat op de lijst)/);
    await p.getByRole('button', { name: 'Toch niet' }).click();
    await p.locator('main li').filter({ hasText: title }).first().getByRole('button', { name: /^Ik kom/ }).waitFor();
  }],

  ['what I go to stands on my home, and "Ik kan niet" takes two taps', async ({ page, base }) => {
    const p = await page();
    await signIn(p, base, vraag);
    await p.goto(`${base}/ontmoeten`);
    const card = openCard(p);
    const href = await card.locator('h3 a').getAttribute('href');
    await card.getByRole('button', { name: /^Ik kom/ }).click();
    await p.getByRole('button', { name: /^Ja, / }).click();
    await p.locator(`main li:has(a[href="${href}"])`).getByText(/^Je (komt|staat op de lijst)/).waitFor();
    await p.getByRole('link', { name: 'Thuis' }).last().click();
    const mine = p.locator(`.card:has(a[href="${href}"])`).first();
    await mine.getByText(/^Je (komt|staat op de lijst)/).waitFor();
    await mine.getByRole('button', { name: /^Ik kan niet/ }).click();
    await p.getByRole('dialog').getByRole('button', { name: 'Ik kan niet' }).click();
    await sees(p, 'Je bent afgemeld.');
    const token = await tokenFor(base, vraag);
    const known = async () => (await ask(base, 'query($id: ID!) { meetup(id: $id) { mySignup { state } } }', { id: href.split('/').pop() }, token)).data.meetup.mySignup?.state ?? 'AFGEMELD';
    await when(async () => (await known()) === 'AFGEMELD'); // it is on the screen before the server has it
  }],

  ['without internet: I come, and it is sent once, later', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, steun);
    await p.goto(`${base}/ontmoeten`);
    const card = openCard(p);
    const href = await card.locator('h3 a').getAttribute('href');
    await context.setOffline(true);
    await card.getByRole('button', { name: /^Ik kom/ }).click();
    await p.getByRole('button', { name: /^Ja, / }).dblclick();
    const same = p.locator(`main li:has(a[href="${href}"])`);
    await same.getByText('Bewaard op je telefoon').waitFor();
    await p.getByRole('link', { name: 'Thuis' }).last().click();
    await sees(p, 'Nog 1 ding te versturen');
    await context.setOffline(false);
    await p.getByText('Nog 1 ding te versturen').waitFor({ state: 'detached' });
    const { data } = await ask(base, 'query($id: ID!) { meetup(id: $id) { mySignup { state } } }', { id: href.split('/').pop() }, await tokenFor(base, steun));
    assert.ok(['AANGEMELD', 'WACHTLIJST'].includes(data.meetup.mySignup.state));
  }],

  ['a proposal without a name: both say yes, and each learns only what it may', async ({ device, base }) => {
    const token = await tokenFor(base, matcher);
    const id = newId(9);
    const input = { clientMutationId: id, id, vraaggezinId: await ownId(base, vraag, 'vraaggezinnen'), steungezinId: await ownId(base, steun, 'steungezinnen'), toelichting: 'Past goed' };
    const made = await ask(base, 'mutation($input: ProposeKoppelingInput!) { proposeKoppeling(input: $input) { koppeling { state } userErrors { code message path } } }', { input }, token);
    assert.deepEqual(made.data?.proposeKoppeling.userErrors, [], JSON.stringify(made));

    const giver = await (await device()).newPage();
    await signIn(giver, base, steun);
    await sees(giver, 'Een gezin zoekt jullie steun');
    await giver.getByRole('link', { name: 'Bekijk' }).click();
    await giver.getByRole('heading', { name: 'Past dit gezin bij jullie?' }).waitFor();
    assert.doesNotMatch(await giver.locator('main').innerText(), /Samira|Westmaas|06/, 'no name, no village, no number');
    await giver.getByRole('button', { name: 'Ja, graag' }).click();
    await sees(giver, 'Je zei ja. Fijn!');
    await sees(giver, /Verstuurd om/);

    const asker = await (await device()).newPage();
    await signIn(asker, base, vraag);
    await sees(asker, 'Er is een gezin voor jullie');
    await asker.goto(`${base}/voorstel/${id}`);
    await asker.getByRole('button', { name: 'Ja, graag' }).waitFor();
    assert.doesNotMatch(await asker.locator('main').innerText(), /Annelies|Mijnsheerenland/);
    await asker.getByRole('button', { name: 'Ja, graag' }).click();
    await sees(asker, /Verstuurd om/);
    await asker.goto(`${base}/mijn-steun`);
    await sees(asker, 'Stap 4 van 5: Kennismaken');
    await sees(asker, /kiest een dag om kennis te maken/);

    const { data } = await ask(base, 'query($id: ID!) { koppeling(id: $id) { state } }', { id }, token);
    assert.equal(data.koppeling.state, 'KENNISMAKING');
  }],

  ['my details are read each time and never kept on the phone', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, vraag);
    await sees(p, 'Dag Samira');
    await p.goto(`${base}/mijn-gegevens`);
    await sees(p, 'Waar je ja op zei');
    await sees(p, /0\d+\s\d\d/);
    const kept = await p.evaluate(async () => {
      const found = [];
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done) => (indexedDB.open(name).onsuccess = (event) => done(event.target.result)));
        for (const store of db.objectStoreNames) found.push(await new Promise((done) => (db.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result))));
        db.close();
      }
      return JSON.stringify(found);
    });
    assert.match(kept, /Samira/, 'her own first name is there, for home');
    assert.doesNotMatch(kept, /contactgegevens|zorgFeiten|demo\.buurtdorp|\+316/);
  }],

  ['signing out empties the phone, in every tab', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, vraag);
    const other = await context.newPage();
    await other.goto(`${base}/thuis`);
    await sees(other, 'Dag Samira');
    await p.goto(`${base}/mijn-gegevens`);
    await p.getByRole('button', { name: 'Log uit', exact: true }).click();
    await p.getByRole('heading', { name: 'Gezinnen uit de buurt helpen elkaar' }).waitFor();
    await other.getByRole('heading', { name: 'Gezinnen uit de buurt helpen elkaar' }).waitFor();
    const left = await p.evaluate(async () => [(await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== 'buurtdorp-gast'), localStorage.getItem('buurtdorp-wie')]);
    assert.deepEqual(left, [[], null]);
    await p.goto(`${base}/thuis`);
    await p.getByRole('heading', { name: 'Inloggen' }).waitFor();
  }],

  ['a session that ended while away pauses, and goes on after signing in', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, 'parent12@demo.buurtdorp.example');
    await p.goto(`${base}/ontmoeten`);
    const card = openCard(p);
    const href = await card.locator('h3 a').getAttribute('href');
    await pulled(p);
    await context.clearCookies();
    await p.reload(); // the token was in memory only
    await p.locator(`main li:has(a[href="${href}"])`).getByRole('button', { name: /^Ik kom/ }).click();
    await p.getByRole('button', { name: /^Ja, / }).click();
    await p.locator(`main li:has(a[href="${href}"])`).getByText('Bewaard op je telefoon').waitFor();
    await signIn(p, base, 'parent12@demo.buurtdorp.example', '/ontmoeten');
    await p.locator(`main li:has(a[href="${href}"])`).getByText(/^Je (komt|staat op de lijst)/).waitFor();
    await p.getByText('Bewaard op je telefoon').waitFor({ state: 'detached' });
  }],
];
