/** What somebody filled in outlives a reload, a phone without battery and a line that breaks; and it
 *  reaches the server once. */
import { vraag, walk } from '../fill.mjs';
import { assert, holds, press, pulled, sees, seesNot, signInByHand as signIn, until, workerReady, when } from '../people.mjs';
import { newProfile } from '../profile.mjs';
import { startProxy } from '../proxy.mjs';
import { ask, staff, startServer, tokenFor } from '../server.mjs';

export const house = 'empty';

/** What the matcher of the region finds, whoever sent it. */
async function families(base, name) {
  const token = await tokenFor(base, staff.matcher);
  const { data } = await ask(base, 'query($name: String) { families(search: $name) { totalCount edges { node { name children { id } vraaggezinnen { id } } } } }', { name }, token);
  return data.families;
}

/** As fill.mjs, with a name and an address of one's own. */
const as = (steps, name, email) => steps.map(([step, fill]) => [step, async (p) => {
  await fill(p);
  if (step === 'naam') await p.fill('#naam', name);
  if (step === 'contact') await p.fill('#email', email);
}]);

/** What stands on a question: fields, ticks, pills and lists, in order. */
const filled = (p) => p.locator('main').evaluate((main) => [...main.querySelectorAll('input, textarea, select, [aria-pressed], output')].map((part) => (
  part.matches('[type=checkbox], [type=radio]') ? part.checked : part.matches('input, textarea, select') ? part.value : part.matches('output') ? part.textContent : part.getAttribute('aria-pressed')
)));

async function keptAtEveryStep(base) {
  const profile = newProfile();
  try {
    let { page: p } = await profile.start();
    await p.goto(`${base}/steun-vragen`);
    await p.getByRole('link', { name: 'Begin' }).click();
    for (const [name, fill] of vraag) {
      await p.waitForURL(new RegExp(`/${name}$`));
      await fill(p);
      await p.getByText('Bewaard', { exact: true }).waitFor();
      const before = await filled(p);
      await p.reload();
      await p.getByRole('button', { name: 'Verder' }).waitFor();
      assert.deepEqual(await filled(p), before, `${name}, after a reload`);
      await profile.kill();
      ({ page: p } = await profile.start());
      await p.goto(base);
      await sees(p, 'Je was al begonnen');
      await p.getByRole('link', { name: 'Ga verder' }).click();
      await p.waitForURL(new RegExp(`/${name}$`));
      await p.getByRole('button', { name: 'Verder' }).waitFor();
      assert.deepEqual(await filled(p), before, `${name}, after the phone died`);
      await press(p, 'Verder');
    }
    await p.waitForURL(/klopt-dit$/);
  } finally {
    await profile.remove();
  }
}

export const stories = [
  ['asking for support: reload and a killed browser at every question, and nothing is lost', ({ base }) => keptAtEveryStep(base)],

  ['sent without internet, on a phone that dies: it arrives once, when there is internet again', async ({ base }) => {
    const profile = newProfile();
    try {
      let { context, page: p } = await profile.start();
      await p.goto(base);
      await workerReady(p);
      await sees(p, 'Ik zoek steun');
      await context.setOffline(true);
      await p.goto(`${base}/steun-vragen`);
      await walk(p, as(vraag, 'Nadia', 'nadia@voorbeeld.example'), 'klopt-dit');
      await p.getByRole('button', { name: 'Ja, stuur op' }).dblclick(); // a hurried thumb
      await p.getByRole('heading', { name: 'Bewaard, Nadia' }).waitFor();
      await sees(p, /Bewaard op je telefoon om \d+\.\d\d uur\./);
      await sees(p, 'We sturen het op als je internet hebt.');
      await seesNot(p, /Verstuurd om/);
      assert.equal((await families(base, 'Nadia')).totalCount, 0);
      await profile.kill();
      ({ context, page: p } = await profile.start());
      await p.goto(`${base}/steun-vragen/gelukt`);
      await p.getByRole('heading', { name: 'Gelukt, Nadia' }).waitFor();
      await sees(p, /Verstuurd om \d+\.\d\d uur\./);
      await seesNot(p, /Bewaard op je telefoon/);
      const found = await families(base, 'Nadia');
      assert.equal(found.totalCount, 1);
      assert.deepEqual([found.edges[0].node.vraaggezinnen.length, found.edges[0].node.children.length], [1, 2]);
      // With the server, and not on the phone any more: who takes it next finds a name on the last page, and no answers.
      await until(p, async () => {
        const db = await new Promise((done) => (indexedDB.open('buurtdorp-gast').onsuccess = ({ target }) => done(target.result)));
        const rows = await new Promise((done) => (db.transaction('drafts').objectStore('drafts').getAll().onsuccess = ({ target }) => done(target.result)));
        db.close();
        return rows.length === 1 && !JSON.stringify(rows).includes('nadia@voorbeeld.example');
      });
      assert.doesNotMatch((await holds(p)).text, /nadia@voorbeeld|06 ?12 ?34/);
      await p.goto(base);
      await sees(p, 'Ik zoek steun');
      await seesNot(p, 'Je was al begonnen');
      await p.goto(`${base}/steun-vragen/naam`);
      await p.waitForFunction(() => document.querySelector('#naam')?.value === '');
    } finally {
      await profile.remove();
    }
  }],

  ['the line breaks after the server wrote it and before the answer: one family, and she is told the truth', async ({ device }) => {
    const proxy = await startProxy();
    const server = await startServer({ house: 'empty', publicBase: proxy.base });
    proxy.to(server.port);
    try {
      const p = await (await device()).newPage();
      await p.goto(`${proxy.base}/steun-vragen`);
      await walk(p, as(vraag, 'Hanna', 'hanna@voorbeeld.example'), 'klopt-dit');
      proxy.loseAnswer('mutation RegisterVraaggezin');
      await press(p, 'Ja, stuur op');
      await p.waitForURL(/gelukt$/);
      await sees(p, 'Gelukt, Hanna');
      assert.equal(proxy.lost, 1, 'an answer was lost');
      const found = await families(proxy.base, 'Hanna');
      assert.equal(found.totalCount, 1);
      assert.deepEqual([found.edges[0].node.vraaggezinnen.length, found.edges[0].node.children.length], [1, 2]);

      // And a server that is away: what is on the screen stays true.
      await signIn(p, proxy.base, 'hanna@voorbeeld.example');
      await sees(p, 'Dag Hanna');
      await pulled(p);
      proxy.refuse();
      await p.reload();
      await sees(p, 'Dag Hanna');
      await sees(p, /^Dit is van/);
      proxy.pass();
      await p.reload();
      await sees(p, 'Dag Hanna');
      await p.getByText(/^Dit is van/).waitFor({ state: 'detached' });
    } finally {
      await server.stop();
      await proxy.stop();
    }
  }],

  ['the answer to a sign-up is lost: the household comes once', async ({ device }) => {
    const proxy = await startProxy();
    const server = await startServer({ house: 'demo', publicBase: proxy.base });
    proxy.to(server.port);
    try {
      const p = await (await device()).newPage();
      await signIn(p, proxy.base, 'parent1@demo.buurtdorp.example', '/ontmoeten');
      const card = p.locator('main li').filter({ has: p.getByRole('button', { name: /^Ik kom/ }) }).first();
      const id = (await card.locator('h3 a').getAttribute('href')).split('/').pop();
      proxy.loseAnswer('mutation SignUp');
      await card.getByRole('button', { name: /^Ik kom/ }).click();
      await p.getByRole('button', { name: /^Ja, / }).click();
      const same = p.locator(`main li:has(a[href="/ontmoeten/${id}"])`);
      await same.getByText(/^Je (komt|staat op de lijst)/).waitFor();
      await when(() => proxy.lost === 1); // she sees that she comes before the line does
      await same.getByText('Bewaard op je telefoon').waitFor({ state: 'detached' });
      const { data } = await ask(proxy.base, 'query($id: ID!) { meetup(id: $id) { signups { family { name } } } }', { id }, await tokenFor(proxy.base, 'matcher1@demo.buurtdorp.example'));
      assert.equal(data.meetup.signups.filter(({ family }) => family?.name.startsWith('Samira')).length, 1);
    } finally {
      await server.stop();
      await proxy.stop();
    }
  }],
];
