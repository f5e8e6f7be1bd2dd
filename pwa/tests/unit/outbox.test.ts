/** The rules of the outbox, each of which broke somewhere before (offline.md, 4.4). A real
 *  IndexedDB in memory; only the network is played. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthError, NetworkError, PermanentError, RetryableError } from '../../src/api/errors.ts';
import { Store } from '../../src/offline/db.ts';
import { backoff, Outbox, type NewEntry } from '../../src/offline/outbox.ts';
import { readSnap } from '../../src/offline/snaps.ts';

type Sent = { key: string; as: string | null; query: string };
let n = 0;
let store: Store;
let box: Outbox;
let sent: Sent[];
/** What the network does to the next call; without a word it takes it. */
let answers: (() => unknown)[];

const fine = (op = 'signUp', more: object = {}) => () => ({ [op]: { clientMutationId: '', replayed: false, userErrors: [], ...more } });
const refuse = (code: string) => () => ({ signUp: { userErrors: [{ code, message: `nee: ${code}`, path: ['meetupId'] }] } });
const fail = (error: Error) => () => {
  throw error;
};
const entry = (target: string, more: Partial<NewEntry> = {}): NewEntry => ({
  op: 'signUp', query: 'mutation', key: `key-${target}`, input: { id: target }, target, ...more,
});

function open() {
  return new Outbox(store, async (query, variables, as) => {
    sent.push({ key: (variables as { input: { clientMutationId: string } }).input.clientMutationId, as, query });
    await new Promise((done) => setTimeout(done, 1));
    return (answers.shift() ?? fine())();
  }, { signUp: { fine: ['EXISTS'], merge: async (kept, payload) => kept.putSnap('registered', { op: payload.signup ?? 'one' }) } });
}

beforeEach(() => {
  store = new Store(`viewer-${n++}`);
  sent = [];
  answers = [];
  box = open();
});
afterEach(async () => {
  box.close();
  await store.destroy();
});

describe('1: on disk before the first byte leaves', () => {
  it('add resolves only when the entry is there', async () => {
    answers = [fail(new NetworkError('no'))];
    await box.add(entry('a'));
    expect(await (await store.open()).count('outbox')).toBe(1);
  });

  it('nothing is pretended when the disk refuses', async () => {
    await store.close();
    await expect(box.add(entry('a'))).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it('a second tap on the same thing is the same entry', async () => {
    answers = [fail(new NetworkError('no'))];
    await Promise.all([box.add(entry('a')), box.add(entry('a', { key: 'other' })), box.add(entry('a', { key: 'third' }))]);
    expect(await (await store.open()).count('outbox')).toBe(1);
  });

  it('yes, no, yes is three things', async () => {
    answers = Array.from({ length: 9 }, () => fail(new NetworkError('no')));
    await box.add(entry('a'));
    await box.add(entry('a', { op: 'cancelSignup', key: 'no' }));
    await box.add(entry('a', { key: 'yes again' }));
    expect(await (await store.open()).count('outbox')).toBe(3);
  });
});

describe('2: one sender', () => {
  it('two boxes on one store send each entry once', async () => {
    const other = open();
    await Promise.all([box.add(entry('a')), other.add(entry('b')), box.flush(), other.flush(), box.flush()]);
    await vi.waitFor(async () => expect(await (await store.open()).count('outbox')).toBe(0), { timeout: 3000 });
    expect(sent.map(({ key }) => key).sort()).toEqual(['key-a', 'key-b']);
    other.close();
  });

  it('an entry that comes in while sending goes along', async () => {
    await box.add(entry('a'));
    await box.add(entry('b'));
    await vi.waitFor(async () => expect(await (await store.open()).count('outbox')).toBe(0));
    expect(sent).toHaveLength(2);
  });
});

describe('3: the answer and the end of the entry are one', () => {
  it('the snapshot has the answer at the moment the entry is gone', async () => {
    answers = [fine('signUp', { signup: 'mine' })];
    await box.add(entry('a'));
    await vi.waitFor(async () => expect(await (await store.open()).count('outbox')).toBe(0));
    expect((await readSnap(store, 'registered'))?.data).toEqual({ op: 'mine' });
    expect(box.view.receipts.map(({ target }) => target)).toEqual(['a']);
  });

  it('a merge that fails leaves the entry as it was', async () => {
    answers = [fine('signUp', { get signup(): never { throw new Error('disk full'); } })];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.status).toBe('unsaved'));
    expect((await (await store.open()).getAll('outbox'))[0]).toMatchObject({ state: 'waiting', key: 'key-a' });
  });
});

describe('5: in order, with patience', () => {
  it('a temporary failure keeps the place in the row, and the key', async () => {
    answers = [fail(new NetworkError('no'))];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.status).toBe('offline'));
    await box.add(entry('b'));
    await vi.waitFor(async () => expect(await (await store.open()).count('outbox')).toBe(0));
    expect(sent.map(({ key }) => key)).toEqual(['key-a', 'key-a', 'key-b']);
  });

  it('says why it waits', async () => {
    answers = [fail(new NetworkError('no'))];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.status).toBe('offline'));
    answers = [fail(new RetryableError('503', 0))];
    await box.flush();
    await vi.waitFor(() => expect(box.view.status).toBe('busy'));
    expect((await (await store.open()).getAll('outbox'))[0]?.tries).toBe(2);
  });

  it('waits longer each time, never the same, at most a minute and a half', () => {
    expect([0, 1, 2, 10].map((tries) => backoff(tries, () => 0.5))).toEqual([1000, 2000, 4000, 60_000]);
    expect(backoff(20, () => 1)).toBe(90_000);
    expect(backoff(0, () => 0)).toBe(500);
  });

  it('who presses, or whose internet comes back, while a try is failing does not wait as long as its tries', async () => {
    const under: (() => void)[] = [];
    const slow = new Outbox(store, (_q, variables) => {
      sent.push({ key: (variables as { input: { clientMutationId: string } }).input.clientMutationId, as: null, query: '' });
      return new Promise((done, failed) => under.push(sent.length === 1 ? () => failed(new RetryableError('503', 0)) : () => done(fine()())));
    }, { signUp: {} });
    await (await store.open()).add('outbox', { ...entry('a'), viewer: store.viewer, needs: [], at: '', tries: 9, state: 'waiting' });
    const first = slow.flush();
    await vi.waitFor(() => expect(under.length).toBe(1));
    await slow.flush(); // asked for while one is on its way
    under[0]?.();
    await first;
    await vi.waitFor(() => expect(under.length).toBe(2), { timeout: 4000 });
    under[1]?.();
    await vi.waitFor(async () => expect(await (await store.open()).count('outbox')).toBe(0));
    slow.close();
  });

  it('asks for an end to silence', async () => {
    let signal: AbortSignal | undefined;
    const hung = new Outbox(store, (_q, _v, _as, given) => {
      signal = given;
      return new Promise((_, reject) => given.addEventListener('abort', () => reject(new NetworkError('silence'))));
    }, {}, 20);
    await hung.add(entry('a'));
    await vi.waitFor(() => expect(hung.view.status).toBe('offline'));
    expect(signal?.aborted).toBe(true);
    hung.close();
  });
});

describe('a lost session pauses and drops nothing', () => {
  it('goes on after signing in', async () => {
    answers = [fail(new AuthError('401')), fine(), fine()];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.status).toBe('signed-out'));
    const kept = (await (await store.open()).getAll('outbox'))[0];
    expect(kept).toMatchObject({ state: 'waiting', tries: 0 });
    await box.flush();
    await vi.waitFor(async () => expect(await (await store.open()).count('outbox')).toBe(0));
  });
});

describe('a refusal is set aside, shown, and stops nothing', () => {
  it('with the server’s own words', async () => {
    answers = [refuse('FULL')];
    await box.add(entry('a'));
    await box.add(entry('b'));
    await vi.waitFor(() => expect(box.view.entries.map(({ state }) => state)).toEqual(['parked']));
    expect(box.view.entries[0]?.why).toEqual([{ code: 'FULL', message: 'nee: FULL', path: ['meetupId'] }]);
    expect(sent.map(({ key }) => key)).toEqual(['key-a', 'key-b']);
  });

  it('and what was built upon it is set aside with it', async () => {
    answers = [refuse('NOT_FOUND')];
    await Promise.all([box.add(entry('a')), box.add(entry('b', { needs: ['a'] })), box.add(entry('c', { needs: ['b'] })), box.add(entry('d'))]);
    await vi.waitFor(() => expect(box.view.entries.map(({ target, state }) => [target, state])).toEqual([['a', 'parked'], ['b', 'parked'], ['c', 'parked']]));
    expect(box.view.entries[1]?.why?.[0]?.code).toBe('NEEDS_OTHER');
  });

  it('a permanent error of the protocol too', async () => {
    answers = [fail(new PermanentError('GRAPHQL_VALIDATION_FAILED'))];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.entries[0]?.why?.[0]?.code).toBe('GRAPHQL_VALIDATION_FAILED'));
  });

  it('an answer without our field is a refusal, not a success', async () => {
    answers = [() => ({ signUp: null })];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.entries[0]?.state).toBe('parked'));
    expect(box.view.receipts).toEqual([]);
  });

  it('can be tried again, or thrown away', async () => {
    answers = [refuse('FULL'), refuse('FULL'), fine()];
    await Promise.all([box.add(entry('a')), box.add(entry('b'))]);
    await vi.waitFor(() => expect(box.view.entries.filter(({ state }) => state === 'parked')).toHaveLength(2));
    const [a, b] = box.view.entries;
    await box.retry(a!.n!);
    await box.drop(b!.n!);
    await vi.waitFor(() => expect(box.view.entries).toEqual([]));
    expect(sent.filter(({ key }) => key === 'key-a')).toHaveLength(2);
  });

  it('"it is there already" counts as done', async () => {
    answers = [refuse('EXISTS')];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.receipts).toHaveLength(1));
  });
});

describe('6 and 7: whose it is', () => {
  it('is sent as who wrote it', async () => {
    await box.add(entry('a'));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.as).toBe(store.viewer);
  });

  it('a visitor and a viewer have each a store of their own', () => {
    expect(new Store(null).name).not.toBe(store.name);
    expect(store.name).toContain(store.viewer);
  });

  it('nothing runs after a sign-out, and the database stays gone', async () => {
    answers = [fail(new NetworkError('no'))];
    await box.add(entry('a'));
    await vi.waitFor(() => expect(box.view.status).toBe('offline'));
    box.close();
    await store.destroy();
    await box.flush();
    await new Promise((done) => setTimeout(done, 30));
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(store.name);
    expect(sent).toHaveLength(1);
  });
});

it('any schedule of faults: nothing lost, nothing twice, in order', async () => {
  let seed = 7;
  const dice = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < 20; round++) {
    const effects: string[] = [];
    const done = new Set<string>();
    const mine = new Store(`soak-${round}`);
    const soak = new Outbox(mine, async (_query, variables) => {
      const { clientMutationId: key } = (variables as { input: { clientMutationId: string } }).input;
      const fate = dice();
      if (fate < 0.25) throw new NetworkError('before');
      if (!done.has(key)) {
        done.add(key); // the server: one effect per key
        effects.push(key);
      }
      if (fate < 0.45) throw new NetworkError('the answer got lost');
      if (fate < 0.55) throw new AuthError('401');
      return fine()();
    }, {});
    for (let i = 0; i < 10; i++) await soak.add(entry(`${i}`));
    for (let i = 0; i < 400 && (await (await mine.open()).count('outbox')) > 0; i++) await soak.flush();
    expect(effects).toEqual(Array.from({ length: 10 }, (_, i) => `key-${i}`));
    expect(await (await mine.open()).count('outbox')).toBe(0);
    soak.close();
    await mine.destroy();
  }
}, 20_000);

describe('many at once', () => {
  let lists: string[][];
  /** Answers each of a list like the server: in order, and nothing after one that may work later. */
  const together = () => new Outbox(store, async (_query, variables) => {
    lists.push([(variables as { input: { clientMutationId: string } }).input.clientMutationId]);
    return (answers.shift() ?? fine())();
  }, { signUp: {}, checkIn: { merge: async () => Promise.reject(new Error('no room')) } }, undefined, async (items) => {
    lists.push(items.map(({ variables }) => (variables as { input: { clientMutationId: string } }).input.clientMutationId));
    let later = false;
    return items.map(() => {
      if (later) return { error: new RetryableError('RETRYABLE') };
      try {
        return { data: (answers.shift() ?? fine())() };
      } catch (error) {
        later = error instanceof RetryableError;
        return { error };
      }
    });
  });
  /** Writes them down while nothing can be sent, and then sends. */
  async function queue(entries: NewEntry[], then: (() => unknown)[] = []) {
    const offline = new Outbox(store, fail(new NetworkError('no')) as never, {});
    for (const one of entries) await offline.add(one);
    await vi.waitFor(() => expect(offline.view.status).toBe('offline'));
    offline.close();
    const db = await store.open();
    for (const one of await db.getAll('outbox')) await db.put('outbox', { ...one, tries: 0 });
    lists = [];
    answers = then;
    const all = together();
    await all.flush();
    return all;
  }
  const names = (count: number) => Array.from({ length: count }, (_, i) => entry(`t${String(i).padStart(2, '0')}`));

  it('goes in lists of at most 25, in order', async () => {
    const all = await queue(names(60));
    expect(lists.map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(lists.flat()).toEqual(names(60).map(({ key }) => key));
    expect(all.view.entries).toEqual([]);
    all.close();
  });

  it('one that is refused is set aside, with what needs it, and the others go on', async () => {
    const all = await queue([entry('a'), entry('b'), entry('c', { needs: ['b'] }), entry('d')], [fine(), refuse('FULL'), fine()]);
    expect(lists).toEqual([['key-a', 'key-b'], ['key-d']]);
    expect(all.view.entries.map(({ target, state }) => [target, state])).toEqual([['b', 'parked'], ['c', 'parked']]);
    all.close();
  });

  it('the next leave while the first are written down, and only when all of those got through', async () => {
    const left: number[] = [];
    const watch = (list: () => unknown) => () => {
      void store.open().then(async (db) => left.push(await db.count('outbox')));
      return list();
    };
    const all = await queue(names(60), [watch(fine()), ...Array.from({ length: 24 }, () => fine()), watch(fine())]);
    expect(left).toEqual([60, 60]);
    all.close();
    const then = await queue(names(60).map((one) => ({ ...one, key: `${one.key} 2` })), [...Array.from({ length: 24 }, () => fine()), fail(new RetryableError('RETRYABLE'))]);
    expect(lists.map(({ length }) => length)).toEqual([25]);
    expect(then.view.entries).toHaveLength(36);
    then.close();
  });

  it('what the phone does not take together is taken one by one, as far as it goes', async () => {
    const all = await queue(names(4).map((one) => ({ ...one, op: one.target === 't02' ? 'checkIn' : 'signUp' })), [fine(), fine(), fine('checkIn')]);
    expect(all.view.entries.map(({ target, state }) => [target, state])).toEqual([['t02', 'waiting'], ['t03', 'waiting']]);
    expect(all.view.status).toBe('unsaved');
    all.close();
  });

  it('who waits for quiet hears of it, also when it ends by a sign-out', async () => {
    let quiet = 0;
    const all = new Outbox(store, () => new Promise(() => undefined), {});
    await all.quiet();
    await all.add(entry('a'));
    await vi.waitFor(() => expect(all.view.status).toBe('sending'));
    const waits = all.quiet().then(() => quiet++);
    expect(quiet).toBe(0);
    all.close();
    await waits;
  });

  it('one that may work later holds up those behind it, and then goes alone', async () => {
    const all = await queue(names(4), [fine(), fail(new RetryableError('RETRYABLE'))]);
    expect(all.view.entries.map(({ target, tries }) => [target, tries])).toEqual([['t01', 1], ['t02', 0], ['t03', 0]]);
    await all.flush();
    expect(lists).toEqual([['key-t00', 'key-t01', 'key-t02', 'key-t03'], ['key-t01'], ['key-t02', 'key-t03']]);
    expect(all.view.entries).toEqual([]);
    all.close();
  });
});
