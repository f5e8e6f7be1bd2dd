import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Store } from '../../src/offline/db.ts';
import { DraftWriter, type SaveState } from '../../src/offline/drafts.ts';

type Answers = { naam: string };
let n = 0;
let store: Store;
let states: SaveState[];
let writer: DraftWriter<Answers>;

beforeEach(() => {
  store = new Store(`drafts-${n++}`);
  states = [];
  writer = new DraftWriter<Answers>(store, 'vraaggezin', (state) => states.push(state));
});
afterEach(() => store.destroy());

it('every letter is on disk when save resolves', async () => {
  for (const naam of ['S', 'Sa', 'Sam']) await writer.save({ naam }, 'naam');
  expect(await new DraftWriter<Answers>(store, 'vraaggezin').load()).toMatchObject({ answers: { naam: 'Sam' }, step: 'naam' });
});

it('quick typing loses nothing: the newest wins', async () => {
  await Promise.all(['S', 'Sa', 'Sam', 'Sami', 'Samir', 'Samira'].map((naam) => writer.save({ naam }, 'naam')));
  expect((await writer.load())?.answers.naam).toBe('Samira');
  expect(states.at(-1)).toBe('saved');
});

it('keeps what it was given, whatever happens to it afterwards', async () => {
  const answers = { naam: 'Samira' };
  const saved = writer.save(answers, 'naam');
  answers.naam = 'iemand anders';
  await saved;
  expect((await writer.load())?.answers.naam).toBe('Samira');
});

it('says so when it could not keep it', async () => {
  await store.close();
  await expect(writer.save({ naam: 'Samira' }, 'naam')).rejects.toThrow();
  expect(states.at(-1)).toBe('failed');
});

it('one draft of a kind, and the kinds do not meet', async () => {
  await writer.save({ naam: 'Samira' }, 'naam');
  await new DraftWriter<Answers>(store, 'steungezin').save({ naam: 'Anja' }, 'wie');
  expect(await (await store.open()).getAllKeys('drafts')).toEqual(['steungezin', 'vraaggezin']);
  await writer.remove();
  expect(await (await store.open()).getAllKeys('drafts')).toEqual(['steungezin']);
  expect(await writer.load()).toBeUndefined();
});

it('a visitor’s draft is not found by who signs in', async () => {
  await writer.save({ naam: 'Samira' }, 'naam');
  const other = new Store(`drafts-${n++}`);
  expect(await new DraftWriter<Answers>(other, 'vraaggezin').load()).toBeUndefined();
  await other.destroy();
});

it('what is shut is nowhere to read, and opens for who has the key', async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const lock = async () => ({
    shut: async (what: object) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      return { iv, box: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(what))) };
    },
    open: async <T>({ iv, box }: { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer }) => JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box))) as T,
  });
  const shut = new DraftWriter<Answers>(store, 'tekst:bezoek', undefined, lock);
  await shut.save({ naam: 'Zolderkamer' }, '');
  const row = await (await store.open()).get('drafts', 'tekst:bezoek');
  expect(Object.keys(row!.answers as object)).toEqual(['sealed']);
  expect(JSON.stringify(row)).not.toContain('Zolder');
  expect(await new DraftWriter<Answers>(store, 'tekst:bezoek', undefined, lock).load()).toMatchObject({ answers: { naam: 'Zolderkamer' }, step: '' });
  await shut.remove();
  expect(await shut.load()).toBeUndefined();
});

it('a form that opens does not find what the one before it is still throwing away', async () => {
  await writer.save({ naam: 'Sam' }, 'naam');
  let open = () => {};
  const late = new Promise<never>((_, failed) => (open = () => failed(new Error('no key'))));
  late.catch(() => undefined);
  const first = new DraftWriter<Answers>(store, 'vraaggezin', undefined, () => late);
  const writing = first.save({ naam: 'Samira' }, 'naam').catch(() => undefined);
  await Promise.resolve();
  const gone = first.remove(); // waits for what is being written
  const found = writer.load();
  open();
  await Promise.all([writing, gone]);
  expect(await found).toBeUndefined();
});

it('what is typed while the old words are thrown away stays', async () => {
  await writer.save({ naam: 'Sam' }, 'naam');
  const gone = writer.remove();
  await writer.save({ naam: 'Anja' }, 'naam');
  await gone;
  expect((await writer.load())?.answers.naam).toBe('Anja');
  expect(states.at(-1)).toBe('saved');
});
