/** What is left on the disk, for every role: nothing of a family that the list does not name (offline/keeps.ts) while somebody
 *  is signed in and has read what she may read; and nothing at all after she signed out with internet. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, press, pulled, sees, signInByHand as signIn, workerReady } from '../people.mjs';
import { newProfile } from '../profile.mjs';
import { ask, tokenFor } from '../server.mjs';

const address = (role, n = 1) => `${role}${n}@demo.buurtdorp.example`;
const dist = new URL('../../dist/', import.meta.url).pathname;

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    try {
      return [[path, readFileSync(path)]];
    } catch {
      return []; // a socket, or gone meanwhile
    }
  });
}

/** Where each of the words stands, in either of the two ways that a browser writes text. */
function found(folder, words) {
  const both = words.map((word) => [word, Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]);
  return files(folder).flatMap(([path, bytes]) => both.filter(([, a, b]) => bytes.includes(a) || bytes.includes(b)).map(([word]) => `${word} in ${path.slice(folder.length)}`));
}

/** What only a matcher may know of families, and no program and no public page contains. */
async function secrets(base, role) {
  const { data } = await ask(base, '{ vraaggezinnen(first: 50) { edges { node { id family { name contactgegevens { lastName phone email street houseNumber } notes { text } } } } } steungezinnen(first: 50) { edges { node { id family { name contactgegevens { lastName phone email street houseNumber } notes { text } } } } } places(first: 100) { edges { node { street } } } }', {}, await tokenFor(base, address('matcher')));
  const rows = [...data.vraaggezinnen.edges, ...data.steungezinnen.edges].map(({ node }) => node);
  const streets = new Set(data.places.edges.map(({ node }) => node.street));
  const program = files(dist).filter(([path]) => /\.(js|html|json)$/.test(path)).map(([, bytes]) => bytes.toString('utf8')).join('\n');
  const families = new Set();
  const words = rows.flatMap(({ family }) => {
    const { lastName, phone, email, street, houseNumber } = family?.contactgegevens ?? {};
    const told = role === 'parent' && family?.name.includes(lastName); // how a family calls itself, the one it is coupled with sees
    if (told) families.add(lastName);
    return [lastName?.length > 6 && lastName, phone, email, street && !streets.has(street) && houseNumber && `${street} ${houseNumber}`, ...(family?.notes ?? []).map(({ text }) => text.slice(0, 40))];
  });
  return { vraag: rows[0].id, steun: data.steungezinnen.edges[0].node.id, words: [...new Set(words.filter((word) => word && !families.has(word) && !program.includes(word) && ![...streets].some((street) => street.includes(word))))] };
}

const places = {
  parent: ['/thuis', '/mijn-steun', '/mijn-gegevens', '/ontmoeten'],
  matcher: ['/werkplek', '/werkplek/gezinnen', '/werkplek/vraag/VRAAG', '/werkplek/steun/STEUN', '/werkplek/ontmoeten'],
  head_matcher: ['/werkplek', '/werkplek/gezinnen', '/werkplek/vraag/VRAAG', '/werkplek/collegas', '/werkplek/weging'],
  host: ['/werkplek/ontmoeten', '/werkplek/ontmoeten/plekken'],
  professional: ['/werkplek', '/ontmoeten'],
  admin: ['/werkplek', '/werkplek/instellingen'],
};

const story = (role) => async ({ base }) => {
  const { words, vraag, steun } = await secrets(base, role);
  assert.ok(words.length > 40, `only ${words.length} words to look for`);
  const email = role === 'parent' ? address('parent', 9) : address(role);
  const others = words.filter((word) => word !== email);
  const profile = newProfile();
  try {
    let { page } = await profile.start();
    await signIn(page, base, email);
    await workerReady(page);
    const read = async () => {
      for (const path of places[role]) {
        await page.goto(base + path.replace('VRAAG', vraag).replace('STEUN', steun));
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await pulled(page);
      }
    };
    page.setDefaultTimeout(30_000);
    await read();
    await profile.kill();
    assert.deepEqual(found(profile.folder, others), [], 'while signed in');
    ({ page } = await profile.start());
    await signIn(page, base, email); // the browser had not written down who it was, or had: either is fine
    await read();
    if (role === 'parent') await page.goto(`${base}/mijn-gegevens`);
    else {
      await page.goto(`${base}/werkplek/instellingen`);
      await page.locator('button.account').first().click();
    }
    await press(page, 'Log uit');
    await sees(page, 'Gezinnen uit de buurt helpen elkaar');
    await profile.kill();
    assert.deepEqual(found(profile.folder, others), [], 'after signing out');
    return `looked for ${others.length} words`;
  } finally {
    await profile.remove();
  }
};

export const stories = Object.keys(places).map((role) => [`${role}: nothing of a family on the disk that the list does not name`, story(role)]);
