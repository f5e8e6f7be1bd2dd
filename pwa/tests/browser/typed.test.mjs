/** What is half typed is still there when the page was killed; it is gone when it was sent; nobody else on the same phone
 *  sees it, and on the disk there is nothing to read. Through the forms that have no story of their own for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { laptop } from '../harness.mjs';
import { assert, dayOf, drafts, holds, press, sees, seesNot, signIn, signInByHand, until, when } from '../people.mjs';
import { newProfile } from '../profile.mjs';
import { ask, newId, tokenFor } from '../server.mjs';

const host = 'host1@demo.buurtdorp.example', head = 'head_matcher1@demo.buurtdorp.example';
const back = 'Dit vulde je eerder in.';
const half = 'Halverwege 7731', alone = 'Kwijtgeraakt 9042', sought = 'Lieve buren 5520';

const read = async (base, query, variables, as = host) => (await ask(base, query, variables, await tokenFor(base, as))).data;

async function change(base, name, type, input, as = host) {
  const answer = await read(base, `mutation($input: ${type}!) { ${name}(input: $input) { userErrors { message } } }`, { input: { clientMutationId: crypto.randomUUID(), ...input } }, as);
  assert.deepEqual(answer[name].userErrors, []);
}

/** A meetup of this story alone, a series and a place of the region. */
async function things(base) {
  const { places, allSeries } = await read(base, '{ places(first: 1) { edges { node { id access } } } allSeries(first: 1) { edges { node { id title description } } } }');
  const [place, series] = [places, allSeries].map(({ edges }) => edges[0].node);
  const id = newId(11);
  const facts = { placeId: place.id, title: `Pannenkoeken ${id.slice(9, 13)}`, description: 'We bakken samen.', capacity: 20, startsAt: `${dayOf(3)}T14:00:00Z`, endsAt: `${dayOf(3)}T16:00:00Z` };
  await change(base, 'planMeetup', 'PlanMeetupInput', { id, ...facts });
  return { meetup: { id, ...facts }, series, place };
}

const pathsOf = ({ meetup, series, place }) => ({
  meetup: [`/werkplek/ontmoeten/${meetup.id}/wijzig`, '#in-description'], series: [`/werkplek/ontmoeten/reeksen/${series.id}/wijzig`, '#in-description'], place: [`/werkplek/ontmoeten/plekken/${place.id}`, '#in-access'],
});

/** Opens a form, and gives what stands in its field once it stands still: what came back is said. */
async function open(p, base, [path, field], told) {
  await p.goto(base + path);
  await p.locator(field).waitFor();
  if (told) await sees(p, back);
  return p.inputValue(field);
}

function inFiles(folder, words) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const holds = (path, word) => {
    try {
      const bytes = readFileSync(path);
      return bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(Buffer.from(word, 'utf16le'));
    } catch {
      return false; // a socket, or gone meanwhile
    }
  };
  return words.flatMap((word) => files.filter((path) => holds(path, word)).map((path) => `${word} in ${path.slice(folder.length)}`));
}

async function signOut(p, base) {
  await p.goto(`${base}/werkplek/instellingen`);
  await p.locator('button.account').first().click();
  await press(p, 'Log uit');
  await sees(p, 'Gezinnen uit de buurt helpen elkaar');
}

export const stories = [
  ['a host changes a meetup, a series and a place: half way, put away, and still there; sent, and gone', async ({ device, base }) => {
    const all = await things(base);
    const paths = pathsOf(all);
    const context = await device();
    let p = await context.newPage();
    await signIn(p, base, host);
    for (const [i, kind] of Object.keys(paths).entries()) {
      const was = await open(p, base, paths[kind]);
      await seesNot(p, back);
      await p.fill(paths[kind][1], `${was} ${half}`);
      await until(p, drafts, i + 1);
    }
    assert.doesNotMatch((await holds(p)).text, /Halverwege/, 'readable on the phone');
    await p.close(); // the app is put away, and started cold
    p = await context.newPage();
    for (const kind of Object.keys(paths)) assert.match(await open(p, base, paths[kind], true), new RegExp(`${half}$`), kind);
    for (const [i, kind] of Object.keys(paths).entries()) {
      await open(p, base, paths[kind], true);
      await p.locator('form button.main.big').click();
      await p.waitForURL((url) => url.pathname !== paths[kind][0]);
      await until(p, drafts, 2 - i);
      assert.match(await open(p, base, paths[kind]), new RegExp(`${half}$`), `${kind}, as the server has it`);
      await seesNot(p, back);
    }
    const { meetup } = await read(base, 'query($id: ID!) { meetup(id: $id) { title description capacity } }', all.meetup);
    assert.deepEqual(meetup, { title: all.meetup.title, description: `We bakken samen. ${half}`, capacity: 20 }, 'nothing else was changed');
  }],

  ['a colleague changed the same meetup meanwhile: that is said, what she did stays, and only what was typed lies over it', async ({ device, base }) => {
    const { meetup, ...rest } = await things(base);
    const at = pathsOf({ meetup, ...rest }).meetup;
    const p = await (await device(laptop)).newPage();
    await signIn(p, base, host);
    await open(p, base, at);
    await p.fill('#in-description', half);
    await until(p, drafts, 1);
    const { version } = (await read(base, 'query($id: ID!) { meetup(id: $id) { version } }', { id: meetup.id })).meetup;
    await change(base, 'changeMeetup', 'ChangeMeetupInput', { ...meetup, baseVersion: version, title: 'Wafels bakken', capacity: 31 }, 'matcher1@demo.buurtdorp.example');
    assert.equal(await open(p, base, at, true), half);
    await sees(p, 'Intussen is hier iets veranderd.');
    assert.deepEqual([await p.inputValue('#in-title'), await p.inputValue('#in-capacity')], ['Wafels bakken', '31']);
    await press(p, 'Gooi weg wat ik invulde');
    assert.equal(await p.inputValue('#in-description'), meetup.description);
    await seesNot(p, back);
    await until(p, drafts, 0);
  }],

  ['a text to share and the reason of a weighing: through a killed page, and not for who signs in next on the same phone', async ({ device, base }) => {
    const context = await device(laptop);
    let p = await context.newPage();
    await signIn(p, base, head, '/werkplek/weging');
    await p.fill('#in-reden', half);
    await until(p, drafts, 1);
    await p.goto(`${base}/werkplek/werven`);
    await p.locator('#tell-text').waitFor();
    await p.fill('#tell-text', sought);
    await until(p, drafts, 2);
    await p.close();
    p = await context.newPage();
    assert.equal(await open(p, base, ['/werkplek/weging', '#in-reden'], true), half);
    assert.equal(await open(p, base, ['/werkplek/werven', '#tell-text'], true), sought);
    assert.doesNotMatch((await holds(p)).text, /Halverwege|Lieve buren/, 'readable on the phone');
    await signOut(p, base);
    assert.deepEqual((await holds(p)).databases.filter((name) => name !== 'buurtdorp-gast'), [], 'signing out takes it away');
    await signIn(p, base, 'matcher1@demo.buurtdorp.example', '/werkplek/werven');
    await p.locator('#tell-text').waitFor();
    await until(p, drafts, 0);
    assert.notEqual(await p.inputValue('#tell-text'), sought);
    await seesNot(p, back);
  }],

  ['a phone that dies half way has nothing to read on its disk', async ({ base }) => {
    const paths = pathsOf(await things(base));
    const profile = newProfile();
    try {
      const { page: p } = await profile.start();
      await signInByHand(p, base, host);
      for (const [i, kind] of ['meetup', 'place'].entries()) {
        await open(p, base, paths[kind]);
        await p.fill(paths[kind][1], alone);
        await until(p, drafts, i + 1);
      }
      // A browser writes down what it would open again: once it has the last page, it has what stood on those before.
      await p.goto(`${base}/werkplek/instellingen`);
      await when(() => inFiles(profile.folder, ['/werkplek/instellingen']).some((found) => found.includes('Session_')));
      await profile.kill();
      assert.notDeepEqual(inFiles(profile.folder, ['tekst:wijzigen:']), [], 'that it is there');
      assert.deepEqual(inFiles(profile.folder, [alone]), [], 'and not what it says');
    } finally {
      await profile.remove();
    }
  }],

  ['a worry waits for an hour, in case of a call in between; then it does not stand on the phone any more', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, 'parent1@demo.buurtdorp.example', '/zorg-delen');
    const words = () => p.inputValue('#zorg');
    await p.fill('#zorg', half);
    await until(p, drafts, 1);
    await p.reload();
    await p.waitForFunction((half) => document.querySelector('#zorg')?.value === half, half);
    await p.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() + 61 * 60_000;
    });
    await p.reload();
    await p.locator('#zorg').waitFor();
    await until(p, drafts, 0);
    assert.equal(await words(), '');
  }],
];
