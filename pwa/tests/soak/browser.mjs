/** Scenario 24 in real browsers: three phones in Chromium with the whole app, a queue that fills at random, and a line that
 *  breaks at random; pages are loaded again and thrown away in between. Afterwards each wish had one effect, no seat was
 *  given twice, and each phone holds what the server says.
 *      node tests/soak/browser.mjs [wishes] [seed]      SOAK_ROUNDS=3 for so many seeds in a row */
import { strict as assert } from 'node:assert';
import { guests, idOf, meetup, parent } from '../families.mjs';
import { empty, queue, toCancel, toSignUp } from '../faults.mjs';
import { runAll } from '../harness.mjs';
import { pulled, signInByHand as signIn, workerReady } from '../people.mjs';
import { startProxy } from '../proxy.mjs';
import { ask, staff, startServer, tokenFor } from '../server.mjs';
import { chance } from './chance.mjs';

const wishes = Number(process.argv[2] ?? 100);
const first = Number(process.argv[3] ?? (Date.now() % 100_000));
const rounds = Number(process.env.SOAK_ROUNDS ?? 1);

export const house = 'none';
export const stories = Array.from({ length: rounds }, (_, i) => [`seed ${first + i}`, (world) => round(world, first + i)]);

/** What a phone keeps of its own sign-ups. */
const signups = (page) => page.evaluate(async () => {
  const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie'));
  const db = await new Promise((done) => (indexedDB.open(`buurtdorp-${id}`).onsuccess = ({ target }) => done(target.result)));
  const all = await new Promise((done) => (db.transaction('signups').objectStore('signups').getAll().onsuccess = ({ target }) => done(target.result)));
  db.close();
  return all.map(({ id, state, version }) => [id, state, version]).sort();
});

async function round({ device }, seed) {
  const random = chance(seed);
  const proxy = await startProxy();
  const server = await startServer({ house: 'empty', publicBase: proxy.base });
  proxy.to(server.port);
  const direct = `http://127.0.0.1:${server.port}`;
  try {
    const host = await tokenFor(direct, staff.host);
    const meetups = [];
    for (let i = 0; i < 6; i++) meetups.push(await meetup(direct, host, { capacity: 3, days: 2 + i, title: `Koffie ${i}` }));
    const phones = [];
    for (const name of ['Aisha', 'Bente', 'Cas']) {
      const email = `${name.toLowerCase()}-${seed}@voorbeeld.example`;
      const who = await parent(direct, name, email);
      const context = await device();
      const page = await context.newPage();
      await signIn(page, proxy.base, email, '/ontmoeten');
      await workerReady(page);
      await pulled(page);
      phones.push({ who, context, page, last: new Map() });
    }
    const faults = { pass: () => proxy.pass(), refuse: () => proxy.refuse(), hole: () => proxy.blackhole(), cut: () => proxy.cut(), lose: () => proxy.loseAnswer('mutation'), slow: () => proxy.delay(30) };
    const did = {};
    const kick = ({ page }) => page.evaluate(() => dispatchEvent(new Event('online')));
    const events = {
      kick,
      reload: ({ page }) => page.reload(),
      /** As when the system throws a page away. */
      gone: async (phone) => {
        const next = await phone.context.newPage();
        await phone.page.close();
        phone.page = next;
        await next.goto(`${proxy.base}/ontmoeten/${random.of(meetups).id}`);
      },
      hide: ({ page }) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))),
    };
    for (let i = 0; i < wishes; i++) {
      const phone = random.of(phones);
      const at = random.of(meetups);
      const was = phone.last.get(at.id);
      const yes = !was?.yes;
      const id = yes ? idOf('signup') : was.id;
      phone.last.set(at.id, { yes, id });
      await queue(phone.page, [yes ? toSignUp(at.id, id) : { ...toCancel(at.id, id), needs: [`meetup:${at.id}`] }]);
      if (random.below(3) === 0) {
        const fault = random.of(Object.keys(faults));
        did[fault] = (did[fault] ?? 0) + 1;
        faults[fault]();
      }
      if (random.below(2) === 0) await kick(phone);
      if (random.below(8) === 0) {
        const event = random.of(Object.keys(events));
        did[event] = (did[event] ?? 0) + 1;
        await events[event](random.of(phones));
      }
      if (random.below(30) === 0) await guests(direct, random.of(meetups).id, ['Gast']).catch(() => {});
    }
    proxy.loseAnswer(undefined);
    proxy.pass();
    proxy.cut();
    const again = `node tests/soak/browser.mjs ${wishes} ${seed}`;
    for (const phone of phones) {
      await phone.page.reload();
      await kick(phone);
      await empty(phone.page, 'outbox', 120_000);
    }
    for (const at of meetups) {
      const { data } = await ask(direct, 'query($id: ID!) { meetup(id: $id) { capacity freePlaces signups { id state version adults children family { id } } } }', { id: at.id }, host);
      const { capacity, freePlaces, signups: all } = data.meetup;
      const seats = all.filter(({ state }) => state === 'AANGEMELD' || state === 'AANGEBODEN').reduce((sum, { adults, children }) => sum + adults + children, 0);
      assert.ok(seats <= capacity, `${seats} of ${capacity} seats: ${again}`);
      assert.equal(freePlaces, capacity - seats, again);
      for (const { who, last } of phones) {
        const mine = all.filter(({ family, state }) => family?.id === who.family && state !== 'AFGEMELD' && state !== 'VERLOPEN');
        assert.equal(mine.length, last.get(at.id)?.yes ? 1 : 0, `${who.name} has ${JSON.stringify(mine)}: ${again}`);
      }
    }
    // A phone that reads all anew holds the same: what was brought bit by bit is as it is.
    for (const phone of phones) {
      const fresh = await (await device()).newPage();
      await signIn(fresh, proxy.base, `${phone.who.name.toLowerCase()}-${seed}@voorbeeld.example`, '/ontmoeten');
      await pulled(fresh);
      const want = JSON.stringify(await signups(fresh));
      let is;
      for (let i = 0; i < 100 && (is = JSON.stringify(await signups(phone.page))) !== want; i++) await kick(phone).then(() => phone.page.waitForTimeout(200));
      assert.equal(is, want, `${phone.who.name}'s phone is not as a new one: ${again}`);
    }
    return `${wishes} wishes, ${JSON.stringify(did)}, ${proxy.lost} answers lost`;
  } finally {
    await server.stop();
    await proxy.stop();
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  void runAll([{ name: 'soak', url: new URL(import.meta.url) }], [], 1).then(({ passed, failed }) => { // this module is a file of stories too
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed || !passed ? 1 : 0);
  });
}
