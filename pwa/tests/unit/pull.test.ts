/** The pull: what a page says and how far it brings us are one; and whatever breaks, heals. A real IndexedDB in
 *  memory; the server is played by the rules of docs/api-sync.md. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthError, NetworkError, PermanentError } from '../../src/api/errors.ts';
import { Store } from '../../src/offline/db.ts';
import { keepsOf } from '../../src/offline/keeps.ts';
import { limit, Puller, type Ask, type Changed, type Doc, type Page } from '../../src/offline/pull.ts';

let n = 0;
let store: Store;
let puller: Puller;
let roles: string[];
/** What the server sends next, per kind; nothing more is an empty page. */
let pages: Partial<Record<string, (Page | { error: unknown } | (() => never))[]>>;
let asked: { kind: string; cursor: string | null }[];
let told: Changed[];

const doc = (id: string, version = 1, more: object = {}) => ({ id, version, ...more }) as unknown as Doc;
const gone = (id: string) => ({ id, version: 0, _deleted: true }) as unknown as Doc;
const page = (cursor: string, ...documents: Doc[]): Page => ({ documents, checkpoint: { cursor } });
const ask: Ask = async (wanted) => {
  asked.push(...wanted);
  return wanted.map(({ kind, cursor }) => {
    const next = pages[kind]?.shift();
    if (typeof next === 'function') return next();
    return next ?? page(cursor ?? 'nothing');
  });
};
const all = async (kind: 'meetups' | 'signups' | 'koppelingen') => (await (await store.open()).getAll(kind)).map(({ id }) => id).sort();
const cursor = async (kind: 'meetups' | 'signups' | 'koppelingen') => (await (await store.open()).get('checkpoints', kind))?.cursor;

beforeEach(() => {
  store = new Store(`pull-${n++}`);
  [roles, pages, asked, told] = [['parent'], {}, [], []];
  puller = new Puller(store, { keeps: () => keepsOf(roles), ask });
  puller.subscribe((changed) => told.push(changed));
});
afterEach(async () => {
  puller.close();
  await store.destroy();
});

describe('pages', () => {
  it('pulls until a page is short, each from where the last one ended', async () => {
    pages.meetups = [page('one', ...Array.from({ length: limit }, (_, i) => doc(`m${i}`))), page('two', doc('last'))];
    await puller.pull();
    expect(asked.filter(({ kind }) => kind === 'meetups').map((one) => one.cursor)).toEqual([null, 'one']);
    expect(asked.filter(({ kind }) => kind === 'signups')).toHaveLength(1);
    expect(await all('meetups')).toHaveLength(limit + 1);
    expect(await cursor('meetups')).toBe('two');
  });

  it('what is gone goes, and is told; what comes the first time is news of koppelingen only', async () => {
    pages.meetups = [page('one', doc('m'))];
    pages.koppelingen = [page('one', doc('a'), doc('b'))];
    await puller.pull();
    expect(told.splice(0)).toEqual([{ koppelingen: ['a', 'b'] }]); // it may have changed since the screen read it
    pages.koppelingen = [page('two', gone('a'), doc('b', 2))];
    await puller.pull();
    expect(await all('koppelingen')).toEqual(['b']);
    expect(told.filter((one) => Object.keys(one).length)).toEqual([{ koppelingen: ['a', 'b'] }]);
  });

  it('a farewell goes with its koppeling, also when all is brought anew', async () => {
    const db = await store.open();
    const kept = async () => (await db.getAllKeys('snaps')).sort();
    for (const id of ['a', 'b', 'c']) await db.put('snaps', { data: { id }, at: '' }, `afscheid:${id}`);
    pages.koppelingen = [page('one', doc('a'), doc('b'), doc('c'))];
    await puller.pull();
    pages.koppelingen = [page('two', gone('a'))];
    await puller.pull();
    expect(await kept()).toEqual(['afscheid:b', 'afscheid:c']);
    pages.koppelingen = [{ error: new PermanentError('SYNC_RESET_REQUIRED', '') }, page('three', doc('c'))];
    await puller.pull();
    expect(await kept()).toEqual(['afscheid:c']);
    roles = ['host'];
    await puller.pull();
    expect(await kept()).toEqual([]);
  });

  it('keeps the fields of the role, and no others', async () => {
    pages.signups = [page('one', doc('a', 1, { name: 'Noor B.', state: 'AANGEMELD', phone: '06' }))];
    await puller.pull();
    expect(await (await store.open()).get('signups', 'a')).toEqual({ id: 'a', version: 1, state: 'AANGEMELD' });
  });

  it('our own answer, that came first, is not undone by a page that was on its way', async () => {
    await (await store.open()).put('signups', doc('a', 5, { state: 'AFGEMELD' }) as never);
    pages.signups = [page('one', doc('a', 4, { state: 'AANGEMELD' }))];
    await puller.pull();
    expect((await (await store.open()).get('signups', 'a'))?.state).toBe('AFGEMELD');
  });

  it('when the disk refuses one document, nothing of the page counts', async () => {
    pages.meetups = [page('one', doc('a'))];
    await puller.pull();
    pages.meetups = [page('two', doc('b'), doc('c', 1, { title: () => 'this cannot be stored' }))];
    await expect(puller.pull()).rejects.toThrow();
    expect([await all('meetups'), await cursor('meetups')]).toEqual([['a'], 'one']);
  });
});

describe('starting anew', () => {
  const reset = { error: new PermanentError('SYNC_RESET_REQUIRED') };

  it('takes the place of what was there in one go, page after page', async () => {
    pages.meetups = [page('old', doc('a'), doc('b'))];
    await puller.pull();
    pages.meetups = [reset, page('new 1', ...Array.from({ length: limit }, (_, i) => doc(`m${i}`))), page('new 2', doc('b', 3))];
    await puller.pull();
    expect(asked.filter(({ kind }) => kind === 'meetups').map((one) => one.cursor)).toEqual([null, 'old', null, 'new 1']);
    expect(await all('meetups')).toHaveLength(limit + 1);
    expect(await all('meetups')).not.toContain('a');
    expect(await cursor('meetups')).toBe('new 2');
  });

  it('what there was stays until all of the new has come', async () => {
    pages.meetups = [page('old', doc('a'))];
    await puller.pull();
    pages.meetups = [reset, () => { throw new NetworkError('cut'); }];
    await expect(puller.pull()).rejects.toThrow(NetworkError);
    expect([await all('meetups'), await cursor('meetups')]).toEqual([['a'], 'old']);
  });

  it('does not go round for ever', async () => {
    pages.meetups = [page('old', doc('a'))];
    await puller.pull();
    pages.meetups = Array.from({ length: 9 }, () => reset);
    await expect(puller.pull()).rejects.toThrow('SYNC_RESET_REQUIRED');
    expect(pages.meetups.length).toBeGreaterThan(5);
  });
});

describe('when', () => {
  it('a reason that comes while pulling makes one more round, however many there are', async () => {
    const first = puller.pull();
    await Promise.all([first, puller.pull(), puller.pull(), puller.pull()]);
    await vi.waitFor(() => expect(asked.filter(({ kind }) => kind === 'meetups').length).toBe(2), { timeout: 3000 });
  });

  it('tries again by itself when the line is cut, and not when she has to sign in', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    pages.meetups = [() => { throw new NetworkError('cut'); }, page('one', doc('a'))];
    await expect(puller.pull()).rejects.toThrow(NetworkError);
    await vi.waitFor(async () => expect(await all('meetups')).toEqual(['a']), { timeout: 3000 });
    pages.meetups = [() => { throw new AuthError('401'); }, page('two', doc('b'))];
    await expect(puller.pull()).rejects.toThrow(AuthError);
    await new Promise((done) => setTimeout(done, 700));
    expect(await all('meetups')).toEqual(['a']);
    vi.restoreAllMocks();
  });

  it('a role that ended takes along what it kept', async () => {
    pages.koppelingen = [page('one', doc('a'))];
    await puller.pull();
    roles = ['host'];
    asked = [];
    await puller.pull();
    expect(asked.map(({ kind }) => kind)).toEqual(['meetups', 'signups']);
    expect([await all('koppelingen'), await cursor('koppelingen')]).toEqual([[], undefined]);
  });

  it('nothing runs after a sign-out', async () => {
    puller.close();
    await puller.pull();
    expect(asked).toEqual([]);
  });
});
