/** Scenario 24: three phones, hundreds of wishes, and a line that breaks at random. The app's own outbox and pull, on a
 *  real IndexedDB in memory, against our own server behind the proxy. Afterwards: each wish had one effect, no seat was
 *  given twice, and each phone holds exactly what a new one would.
 *      node tests/soak/soak.mjs [wishes] [seed]      SOAK_ROUNDS=10 for so many seeds in a row */
import 'fake-indexeddb/auto';
import { strict as assert } from 'node:assert';
import { createServer } from 'vite';
import { guests, idOf, meetup, parent } from '../families.mjs';
import { startProxy } from '../proxy.mjs';
import { ask, staff, startServer, tokenFor } from '../server.mjs';
import { chance } from './chance.mjs';

const wishes = Number(process.argv[2] ?? 300);
const first = Number(process.argv[3] ?? (Date.now() % 100_000));
/** How long a phone waits in a black hole: short, for there are many. */
const patience = Number(process.env.SOAK_PATIENCE ?? 3000);
const rounds = Number(process.env.SOAK_ROUNDS ?? 1);
const root = new URL('../../', import.meta.url).pathname;

const vite = await createServer({ root, server: { middlewareMode: true, hmr: false, ws: false, watch: null }, appType: 'custom', logLevel: 'error', optimizeDeps: { noDiscovery: true } });
const load = (path) => vite.ssrLoadModule(path);
const [{ Store, kinds }, { Outbox }, { Puller, limit }, { keepsOf }, errors, { handlers }, documents, { signUpMutation, cancelMutation }] = await Promise.all([
  '/src/offline/db.ts', '/src/offline/outbox.ts', '/src/offline/pull.ts', '/src/offline/keeps.ts', '/src/api/errors.ts', '/src/flows/handlers.ts', '/src/api/sync.ts', '/src/api/meetups.ts',
].map(load));
const pages = { meetups: documents.pullMeetups, signups: documents.pullSignups, koppelingen: documents.pullKoppelingen, families: documents.pullFamilies };

/** As api/graphql.ts, for several people in one process. */
function sender(base, token) {
  const outcome = ({ data, errors: wrong }) => {
    const code = wrong?.[0] && (wrong[0].extensions?.code ?? 'INTERNAL');
    if (code === 'RETRYABLE' || code === 'INTERNAL') return { error: new errors.RetryableError(code) };
    if (code && !Object.values(data ?? {}).some((value) => value !== null)) return { error: new errors.PermanentError(code) };
    return data ? { data } : { error: new errors.RetryableError('empty') };
  };
  return async (items, _as, signal) => {
    let answer;
    try {
      answer = await fetch(`${base}/graphql`, {
        method: 'POST', signal, body: JSON.stringify(items.length === 1 ? items[0] : items), keepalive: false,
        headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', Authorization: `Bearer ${token}`, Connection: 'close' },
      });
      if (answer.status >= 500 || answer.status === 429) return Promise.reject(new errors.RetryableError(String(answer.status)));
      const body = await answer.json();
      return [body].flat().map(outcome);
    } catch (error) {
      throw error instanceof errors.RetryableError ? error : new errors.NetworkError(String(error));
    }
  };
}

function phone(base, who, name = who.id) {
  const store = new Store(name);
  const many = sender(base, who.token);
  const one = async (query, variables, as, signal) => {
    const [came] = await many([{ query, variables }], as, signal);
    if (came.error) throw came.error;
    return came.data;
  };
  const outbox = new Outbox(store, one, handlers, patience, many);
  const puller = new Puller(store, {
    keeps: () => keepsOf(['parent']), patience,
    ask: async (wanted, signal) => (await many(wanted.map(({ kind, cursor }) => ({ query: pages[kind], variables: { at: cursor && { cursor }, limit } })), null, signal))
      .map((came) => (came.error ? came : came.data.page ?? { error: new errors.RetryableError('no page') })),
  });
  return {
    who, store, outbox, puller,
    look: () => Promise.allSettled([outbox.flush(), puller.pull()]),
    async holds() {
      const db = await store.open();
      const all = await Promise.all(kinds.map((kind) => db.getAll(kind)));
      return all.map((rows) => Object.fromEntries(rows.map(({ id, ...rest }) => [id, Object.fromEntries(Object.entries(rest).filter(([field]) => keepsOf(['parent']).signups.includes(field) || rest[field] !== null))])));
    },
    async over() {
      outbox.close();
      puller.close();
      await store.destroy();
    },
  };
}

/** Pulled, however busy the machine is. */
async function settled(one) {
  for (let i = 0; ; i++) {
    try {
      return await one.puller.pull();
    } catch (error) {
      if (i === 20) throw error;
    }
  }
}

async function round(seed) {
  const random = chance(seed);
  const proxy = await startProxy();
  const server = await startServer({ house: 'empty', publicBase: proxy.base });
  proxy.to(server.port);
  const direct = `http://127.0.0.1:${server.port}`;
  const host = await tokenFor(direct, staff.host);
  const people = [];
  for (const name of ['Aisha', 'Bente', 'Cas']) people.push(await parent(direct, name, `${name.toLowerCase()}-${seed}@voorbeeld.example`));
  const meetups = [];
  for (let i = 0; i < 6; i++) meetups.push(await meetup(direct, host, { capacity: 3, days: 2 + i, title: `Koffie ${i}` }));
  const phones = people.map((who) => phone(proxy.base, who));
  /** What each phone said last about each meetup. */
  const last = new Map();
  const faults = { pass: () => proxy.pass(), refuse: () => proxy.refuse(), hole: () => proxy.blackhole(), cut: () => proxy.cut(), lose: () => proxy.loseAnswer('mutation'), slow: () => proxy.delay(30) };
  const did = {};
  try {
    await Promise.all(phones.map((one) => one.look()));
    for (let i = 0; i < wishes; i++) {
      const one = random.of(phones);
      const at = random.of(meetups);
      const key = `${one.who.id} ${at.id}`;
      const was = last.get(key);
      const wish = was?.op === 'signUp' ? 'cancelSignup' : 'signUp';
      const id = wish === 'signUp' ? idOf('signup') : was.id;
      last.set(key, { op: wish, id });
      await one.outbox.add({
        op: wish, key: crypto.randomUUID(), target: `meetup:${at.id}`, needs: wish === 'signUp' ? [] : [`meetup:${at.id}`],
        query: wish === 'signUp' ? signUpMutation : cancelMutation, input: wish === 'signUp' ? { id, meetupId: at.id, adults: 1 + random.below(2), children: 0 } : { id },
      });
      if (random.below(4) === 0) {
        const fault = random.of(Object.keys(faults));
        did[fault] = (did[fault] ?? 0) + 1;
        faults[fault]();
      }
      if (random.below(3) === 0) await random.of(phones).look();
      if (random.below(40) === 0) await guests(direct, random.of(meetups).id, ['Gast']).catch(() => {}); // also others want a seat
    }
    proxy.loseAnswer(undefined);
    proxy.pass();
    proxy.cut();
    const waits = async (one) => (await (await one.store.open()).getAll('outbox')).filter(({ state }) => state === 'waiting').length;
    for (const one of phones) {
      for (let i = 0; await waits(one); i++) {
        assert.ok(i < 600, `${await waits(one)} wishes never left`);
        await one.look();
        await new Promise((done) => setTimeout(done, 50));
      }
    }
    const again = `node tests/soak/soak.mjs ${wishes} ${seed}`;
    for (const one of phones) await settled(one);
    for (const at of meetups) {
      const { data } = await ask(direct, 'query($id: ID!) { meetup(id: $id) { capacity freePlaces signups { id state adults children family { id } } } }', { id: at.id }, host);
      const { capacity, freePlaces, signups } = data.meetup;
      const seats = signups.filter(({ state }) => state === 'AANGEMELD' || state === 'AANGEBODEN').reduce((sum, { adults, children }) => sum + adults + children, 0);
      assert.ok(seats <= capacity, `${seats} of ${capacity} seats: ${again}`);
      assert.equal(freePlaces, capacity - seats, again);
      for (const { who } of phones) {
        const mine = signups.filter(({ family, state }) => family?.id === who.family && state !== 'AFGEMELD' && state !== 'VERLOPEN');
        const wished = last.get(`${who.id} ${at.id}`)?.op === 'signUp' ? 1 : 0;
        assert.equal(mine.length, wished, `${who.name} said ${wished ? 'yes' : 'no'} last, and has ${JSON.stringify(mine)}: ${again}`);
      }
    }
    for (const one of phones) {
      const fresh = phone(direct, one.who, `${one.who.id}-fresh`);
      await settled(fresh);
      assert.deepEqual(await one.holds(), await fresh.holds(), `${one.who.name}'s phone is not as a new one: ${again}`);
      await fresh.over();
    }
    const parked = (await Promise.all(phones.map(async (one) => (await (await one.store.open()).getAll('outbox')).length))).reduce((a, b) => a + b);
    console.log(`ok   soak: ${wishes} wishes, ${JSON.stringify(did)}, ${proxy.lost} answers lost, ${parked} set aside, seed ${seed}`);
  } finally {
    for (const one of phones) await one.over();
    await server.stop();
    await proxy.stop();
  }
}

let failed = 0;
for (let i = 0; i < rounds; i++) {
  const began = Date.now();
  try {
    await round(first + i);
    console.log(`     ${Math.round((Date.now() - began) / 1000)} s`);
  } catch (error) {
    failed++;
    console.log(`FAIL soak, seed ${first + i}\n${error.stack ?? error}`);
  }
}
await vite.close();
console.log(`${rounds - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
