/** A matcher on the way: she takes a dossier along, reads and writes without internet, also after a cold start; the
 *  lease ends; and on the disk there is nothing to read. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { empty } from '../faults.mjs';
import { laptop } from '../harness.mjs';
import { newProfile } from '../profile.mjs';
import { startProxy } from '../proxy.mjs';
import { assert, drafts, holds, sees, seesNot, signInByHand as signIn, until, workerReady } from '../people.mjs';
import { ask, startServer, tokenFor } from '../server.mjs';

export const house = 'none';
const matcher = 'matcher1@demo.buurtdorp.example';
const secret = 'Zolderkamerbrief 4711';
const half = 'Halverwege opgeschreven 5823';

/** Every file of a folder that holds one of the words, in the ways a browser writes text. */
function found(folder, words) {
  const hits = [];
  const look = (path) => {
    for (const name of readdirSync(path)) {
      const file = join(path, name);
      const about = statSync(file, { throwIfNoEntry: false });
      if (about?.isDirectory()) look(file);
      else if (about?.isFile()) {
        const bytes = readFileSync(file);
        for (const word of words) if (bytes.includes(Buffer.from(word)) || bytes.includes(Buffer.from(word, 'utf16le'))) hits.push(`${word} in ${file.slice(folder.length)}`);
      }
    }
  };
  look(folder);
  return hits;
}

/** As if the clock of the phone were that much further. */
const later = (page, ms) => page.addInitScript((shift) => {
  const now = Date.now;
  Date.now = () => now() + shift;
}, ms);

export const stories = [
  ['along, cut off, a cold start, a note, the lease, and home again', async () => {
    const proxy = await startProxy();
    const server = await startServer({ house: 'demo', publicBase: proxy.base });
    proxy.to(server.port);
    const profile = newProfile();
    try {
      const direct = `http://127.0.0.1:${server.port}`;
      const token = await tokenFor(direct, matcher);
      const said = await ask(direct, '{ vraaggezinnen(first: 20) { edges { node { id family { id name contactgegevens { lastName street phone } notes { text } } } } } }', {}, token);
      const { node } = said.data.vraaggezinnen.edges.find(({ node: { family } }) => family?.contactgegevens?.lastName);
      const { name, contactgegevens: reach } = node.family;

      let { page } = await profile.start();
      await signIn(page, proxy.base, matcher);
      await workerReady(page);
      await page.goto(`${proxy.base}/werkplek/vraag/${node.id}`);
      await page.getByRole('button', { name: 'Neem mee op pad' }).click();
      await page.getByRole('button', { name: 'Mee op deze telefoon' }).waitFor();

      // A browser writes down who is signed in up to half a minute later: before the first time it is nobody's phone. A
      // newer cookie that is not on the disk yet when she is cut off is no matter: the server knows (auth/refresh.go).
      const kept = (word) => found(join(profile.folder, 'Default'), [word]).length > 0;
      for (let i = 0; i < 150 && !(kept('buurtdorp-wie') && kept('__Host-buurtdorp-refresh')); i++) await new Promise((done) => setTimeout(done, 500));
      proxy.refuse();
      await profile.kill();
      ({ page } = await profile.start());
      await page.goto(`${proxy.base}/mee-op-pad`);
      await sees(page, 'Te lezen tot');
      await page.locator('a.visit').first().click();
      await sees(page, 'Wat het gezin vraagt');
      await sees(page, reach.street);
      await page.fill('#note', half);
      await until(page, drafts, 1);
      await page.reload();
      await page.waitForFunction((half) => document.querySelector('#note')?.value === half, half); // not even written down yet
      await page.fill('#note', secret);
      await page.getByRole('button', { name: 'Bewaar notitie' }).click();
      await sees(page, '1 notitie wacht op internet');
      await until(page, drafts, 0);
      await profile.kill();
      assert.deepEqual(found(profile.folder, [secret, half, reach.lastName, reach.street, reach.phone]), [], 'readable on the disk');

      ({ page } = await profile.start());
      await later(page, 25 * 3_600_000);
      await page.goto(`${proxy.base}/mee-op-pad`);
      await sees(page, '1 dossier is op slot');
      await seesNot(page, name);
      await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
      await sees(page, 'Er is nu geen internet');

      proxy.pass();
      await page.getByRole('button', { name: 'Probeer opnieuw' }).click();
      await page.locator('a.visit').first().waitFor();
      await page.getByText('op slot').first().waitFor({ state: 'detached' });
      const texts = async () => (await ask(direct, `{ vraaggezin(id: "${node.id}") { family { notes { text } } } }`, {}, token)).data.vraaggezin.family.notes.map(({ text }) => text);
      await empty(page);
      await page.locator('a.visit').first().click();
      await sees(page, 'Wat het gezin vraagt');
      await page.getByText('notitie wacht op internet').first().waitFor({ state: 'detached' });
      assert.deepEqual((await texts()).filter((text) => text === secret), [secret], 'the note, once');

      await page.getByRole('button', { name: 'Leg terug' }).click();
      await sees(page, 'Je hebt niets mee');
    } finally {
      await profile.remove();
      await server.stop();
      await proxy.stop();
    }
  }],

  ['a note at the desk, and a talk at a kitchen table: half way, through a reload, and gone when she signs out', async ({ device, server: _none }) => {
    const server = await startServer({ house: 'demo' });
    try {
      const { base } = server;
      const page = await (await device(laptop)).newPage();
      await signIn(page, base, matcher);
      const said = await ask(base, '{ vraaggezinnen(first: 5, states: [WACHTEND]) { edges { node { id } } } }', {}, await tokenFor(base, matcher));
      const { id } = said.data.vraaggezinnen.edges[0].node;
      const note = page.getByRole('dialog').locator('textarea').first();
      const open = async () => {
        await page.goto(`${base}/werkplek/vraag/${id}`);
        await page.getByRole('button', { name: 'Schrijf een notitie' }).first().click();
        await note.waitFor();
      };
      await open();
      await note.fill(half);
      await until(page, drafts, 1);
      await open();
      await page.waitForFunction((half) => document.querySelector('dialog textarea')?.value === half, half);
      assert.doesNotMatch((await holds(page)).text, /Halverwege/, 'readable on the phone');
      await page.getByRole('dialog').getByRole('button', { name: 'Toch niet' }).click();
      await until(page, drafts, 0);
      await page.goto(`${base}/werkplek/vraag/${id}/gesprek`);
      await page.locator('form#talk textarea').first().fill(half);
      await until(page, drafts, 1);
      await page.reload();
      await sees(page, 'Dit vulde je eerder in.');
      await page.waitForFunction((half) => [...document.querySelectorAll('#talk textarea')].some(({ value }) => value === half), half);
      assert.doesNotMatch((await holds(page)).text, /Halverwege/, 'readable on the phone');
    } finally {
      await server.stop();
    }
  }],
];
