import { assert, holds, pulled, sees, sent, signIn, until, workerReady } from '../people.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const vraag = 'parent1@demo.buurtdorp.example';
const steun = 'parent2@demo.buurtdorp.example';
const matcher = 'matcher1@demo.buurtdorp.example';

async function ownId(base, email, side) {
  const { data } = await ask(base, `{ viewer { family { ${side} { id } } } }`, {}, await tokenFor(base, email));
  return data.viewer.family[side].at(-1).id;
}

async function propose(base) {
  const id = newId(9);
  const input = { clientMutationId: id, id, vraaggezinId: await ownId(base, vraag, 'vraaggezinnen'), steungezinId: await ownId(base, steun, 'steungezinnen'), toelichting: 'Past goed' };
  const made = await ask(base, 'mutation($input: ProposeKoppelingInput!) { proposeKoppeling(input: $input) { userErrors { code message path } } }', { input }, await tokenFor(base, matcher));
  assert.deepEqual(made.data?.proposeKoppeling.userErrors, [], JSON.stringify(made));
  return id;
}

async function stateOf(base, id) {
  const { data } = await ask(base, 'query($id: ID!) { koppeling(id: $id) { state version } }', { id }, await tokenFor(base, matcher));
  return data.koppeling;
}

/** What the phone has of a proposal, field by field. */
const onPhone = (p, id) => p.evaluate(async (of) => {
  const { id: viewer } = JSON.parse(localStorage.getItem('buurtdorp-wie') ?? '{}');
  const db = await new Promise((done) => (indexedDB.open(`buurtdorp-${viewer}`).onsuccess = ({ target }) => done(target.result)));
  const doc = await new Promise((done) => (db.transaction('koppelingen').objectStore('koppelingen').get(of).onsuccess = ({ target }) => done(target.result)));
  db.close();
  return doc;
}, id);

const profile = ['reisband', 'soorten', 'dagdelen', 'talen', 'leeftijden', 'dieren'];
const some = (doc) => profile.filter((field) => doc?.[field]);

async function ready(device, base, email) {
  const context = await device();
  const p = await context.newPage();
  await signIn(p, base, email);
  await workerReady(p);
  await pulled(p);
  return { context, p };
}

let id;

export async function before({ base }) {
  id = await propose(base);
}

export const stories = [
  ['a proposal is read and answered without internet, and leaves the phone with the answer', async ({ device, base }) => {
    const { context, p } = await ready(device, base, steun);
    await context.setOffline(true);
    await p.goto(base);
    await p.getByRole('link', { name: 'Bekijk' }).click();
    await p.getByRole('button', { name: 'Ja, graag' }).waitFor();
    const facts = await p.locator('main').innerText();
    for (const fact of [/\d+ jaar/, /Nederlands/, /middag|ochtend|avond/]) assert.match(facts, fact);
    assert.doesNotMatch(facts, /Samira|Westmaas|06|internet nodig/, 'no name, no village, no number');
    const held = await holds(p);
    assert.doesNotMatch(held.text, /Samira|Westmaas, |gezinvraag1/, 'nor anywhere on the phone');

    await p.getByRole('button', { name: 'Ja, graag' }).click();
    await sees(p, 'Bewaard op je telefoon');
    await sees(p, 'Je zei ja. Fijn!');
    assert.equal((await stateOf(base, id)).state, 'VOORGESTELD_STEUN');
    await context.setOffline(false);
    await sent(p);
    await sees(p, /Verstuurd om/);
    assert.equal((await stateOf(base, id)).state, 'VOORGESTELD_VRAAG');
    assert.deepEqual(some(await onPhone(p, id)), []);
  }],

  ['what was withdrawn meanwhile is refused, said, and gone from the phone', async ({ device, base }) => {
    const { context, p } = await ready(device, base, vraag);
    assert.ok(some(await onPhone(p, id)).length > 3);
    await context.setOffline(true);
    await p.goto(`${base}/voorstel/${id}`);
    await p.getByRole('button', { name: 'Ja, graag' }).waitFor();
    const { version } = await stateOf(base, id);
    const back = await ask(base, 'mutation($input: KoppelingStepInput!) { withdrawProposal(input: $input) { userErrors { code message path } } }', { input: { clientMutationId: newId(0), id, baseVersion: version, toelichting: 'Toch niet' } }, await tokenFor(base, matcher));
    assert.deepEqual(back.data?.withdrawProposal.userErrors, [], JSON.stringify(back));
    await p.getByRole('button', { name: 'Ja, graag' }).click();
    await sees(p, 'Je zei ja. Fijn!');
    await context.setOffline(false);
    await sees(p, 'Dit voorstel is voorbij.');
    await until(p, async (of) => {
      const { id: viewer } = JSON.parse(localStorage.getItem('buurtdorp-wie') ?? '{}');
      const db = await new Promise((done) => (indexedDB.open(`buurtdorp-${viewer}`).onsuccess = ({ target }) => done(target.result)));
      const doc = await new Promise((done) => (db.transaction('koppelingen').objectStore('koppelingen').get(of).onsuccess = ({ target }) => done(target.result)));
      db.close();
      return !doc?.reisband;
    }, id);
    assert.deepEqual(some(await onPhone(p, id)), []);
  }],
];
