/** What the stories about broken lines share: our server behind a proxy, on an address that stays when the server dies,
 *  and people with a phone. One file of stories has one of each. */
import { guests, idOf, meetup, parent, tell } from './families.mjs';
import { assert, pulled, signInByHand as signIn, until, workerReady } from './people.mjs';
import { startProxy } from './proxy.mjs';
import { ask, startServer, tokenFor } from './server.mjs';

export const staff = { host: 'host1@demo.buurtdorp.example', second: 'host2@demo.buurtdorp.example', matcher: 'matcher1@demo.buurtdorp.example' };

export function theLine(house = 'demo') {
  const world = {
    proxy: undefined, server: undefined, n: 0,
    /** Straight to the server, whatever the line does. */
    get direct() {
      return `http://127.0.0.1:${this.server.port}`;
    },
  };
  return Object.assign(world, {
    async before() {
      world.proxy = await startProxy();
      world.server = await startServer({ house, publicBase: world.proxy.base });
      world.proxy.to(world.server.port);
      world.base = world.proxy.base;
    },
    async after() {
      await world.server?.stop();
      await world.proxy?.stop();
    },
    /** The power goes, and comes back; what was committed is there. */
    async power(off) {
      await off.kill();
      world.server = await startServer({ house: 'none', folder: off.folder, publicBase: world.proxy.base });
      world.proxy.to(world.server.port);
    },
    token: (email) => tokenFor(world.direct, email),
    /** A household with a phone in hand, at the page of a meetup that has room. */
    async atMeetup({ device }, { capacity = 9, to, options } = {}) {
      world.proxy.pass();
      const host = await world.token(staff.host);
      const at = await meetup(world.direct, host, { capacity, title: `Koffie ${++world.n}` });
      const who = await parent(world.direct, `Gezin${world.n}`, `gezin${world.n}-${Date.now()}@voorbeeld.example`);
      const context = await device(options);
      const page = await context.newPage();
      await signIn(page, world.base, who.email, to ?? `/ontmoeten/${at.id}`);
      await workerReady(page);
      await pulled(page);
      return { context, page, who, at };
    },
    /** The sign-ups of a meetup as its host sees them. */
    async signups(id) {
      const { data } = await ask(world.direct, 'query($id: ID!) { meetup(id: $id) { version signups { id version state presentAdults presentChildren guestName family { name } } } }', { id }, await world.token(staff.host));
      return data.meetup.signups;
    },
    plan: async (more) => meetup(world.direct, await world.token(staff.host), { title: `Koffie ${++world.n}`, ...more }),
    guests: (id, names) => guests(world.direct, id, names),
    async rename(id, title) {
      const token = await world.token(staff.host);
      const { data } = await ask(world.direct, 'query($id: ID!) { meetup(id: $id) { version startsAt endsAt capacity place { id } } }', { id }, token);
      const { version, place, ...rest } = data.meetup;
      await tell(world.direct, token, 'changeMeetup', { id, baseVersion: version, placeId: place.id, ...rest, title });
    },
    call: async (who, name, input, wanted) => tell(world.direct, await world.token(who), name, input, wanted),
  });
}

/** Says that her household comes, on the page of a meetup. */
export async function come(page) {
  await page.getByRole('button', { name: /^Ik kom/ }).first().click();
  await page.getByRole('button', { name: /^Ja, / }).click();
}

export const kept = (page) => page.getByText('Bewaard op je telefoon').first().waitFor();
export const coming = (page) => page.getByText(/^Je komt/).first().waitFor();
/** Nothing waits on this phone any more, as far as its disk knows. */
export async function empty(page, store = 'outbox', patience = 60_000) {
  await until(page, async (store) => {
    const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie') ?? '{}');
    const db = await new Promise((done, failed) => Object.assign(indexedDB.open(`buurtdorp-${id}`), { onsuccess: ({ target }) => done(target.result), onerror: failed }));
    try {
      return (await new Promise((done) => (db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => done(target.result)))).every(({ state }) => state === 'parked');
    } finally {
      db.close();
    }
  }, store, patience);
}

/** Writes entries as if they had been tapped one by one while the app had no line: what 200 taps leave behind. */
export async function queue(page, entries) {
  await page.evaluate(async (entries) => {
    const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie'));
    const db = await new Promise((done, failed) => Object.assign(indexedDB.open(`buurtdorp-${id}`), { onsuccess: ({ target }) => done(target.result), onerror: failed }));
    const tx = db.transaction('outbox', 'readwrite');
    for (const entry of entries) tx.objectStore('outbox').add({ viewer: id, needs: [], at: new Date().toISOString(), tries: 0, state: 'waiting', key: crypto.randomUUID(), ...entry });
    await new Promise((done, failed) => Object.assign(tx, { oncomplete: done, onabort: failed }));
    db.close();
  }, entries);
}

const fields = 'clientMutationId replayed signup { id version state adults children waitingPlace } userErrors { code message path }';
const entry = (op, kind) => (meetupId, id, more) => ({ op, target: `meetup:${meetupId}`, query: `mutation ${kind}($input: ${kind}Input!) { ${op}(input: $input) { ${fields} } }`, input: { id, ...more } });
const begin = entry('signUp', 'SignUp');
const end = entry('cancelSignup', 'CancelSignup');
export const toSignUp = (meetupId, id = idOf('signup')) => begin(meetupId, id, { meetupId, adults: 1, children: 0 });
export const toCancel = (meetupId, id) => end(meetupId, id);
export { assert, idOf };
