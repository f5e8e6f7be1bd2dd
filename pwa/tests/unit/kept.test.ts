/** What screens show without internet, out of what the phone keeps. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Me } from '../../src/api/me.ts';
import { keptMe, keptMeetups } from '../../src/flows/kept.ts';
import { Store } from '../../src/offline/db.ts';
import { writeSnap } from '../../src/offline/snaps.ts';

let store: Store;
let n = 0;
const meetup = { id: 'm1', version: 2, title: 'Koffie', startsAt: '2026-11-23T08:30:00Z', endsAt: '2026-11-23T10:30:00Z', capacity: 6, freePlaces: 4, languages: 'nl ar', placeName: 'De Drie Lelies', street: 'Kerkstraat 1' };
const signup = { id: 's1', version: 1, meetupId: 'm1', state: 'AANGEMELD', adults: 1, children: 2 };
const koppeling = { id: 'k1', version: 8, state: 'PROEFPERIODE', kant: 'VRAAG', andereNaam: 'Marga', mogelijk: 'CHECK_IN SKIP_VISIT', voorstelGezegd: true, kennismakingGezegd: true, afsprakenGezegd: false, afspraken: 1, wanneer: 'woensdag' };

beforeEach(async () => {
  store = new Store(`kept-${n++}`);
  await writeSnap(store, 'me', { person: { id: 'p', firstName: 'Hanna' }, roles: ['parent'], region: null, family: { id: 'f', children: [], vraaggezinnen: [], steungezinnen: [] } });
});
afterEach(() => store.destroy());

async function pulled() {
  const db = await store.open();
  await Promise.all([db.put('meetups', meetup as never), db.put('signups', signup as never), db.put('koppelingen', koppeling as never), db.put('checkpoints', { cursor: 'x', at: '2026-11-22T01:00:00Z' }, 'meetups')]);
}

it('a home of an own answer and the documents', async () => {
  await pulled();
  const { data, at } = (await keptMe.recall(store))!;
  expect(at).toBe('2026-11-22T01:00:00Z');
  expect(data.person?.firstName).toBe('Hanna');
  expect(data.family?.signups).toMatchObject([{ id: 's1', children: 2, meetup: { title: 'Koffie', languages: ['nl', 'ar'], place: { street: 'Kerkstraat 1' } } }]);
  expect(data.koppelingen).toMatchObject([{ id: 'k1', mogelijk: ['CHECK_IN', 'SKIP_VISIT'], profiel: { naam: 'Marga' }, geldigeAfspraken: 1, afspraken: [{ wanneer: 'woensdag' }] }]);
  expect(data.koppelingen[0]!.answers.map(({ kind }) => kind)).toEqual(['VOORSTEL', 'KENNISMAKING']);
});

const ended = { id: 'k1', version: 8, state: 'AFGEROND', afscheidswoorden: [{ id: 'w1', kant: 'STEUN', woord: 'Dag Mees, tot ziens.', naam: 'Marga' }], vragen: ['OPNIEUW'], contactBlijft: true, afspraken: [{ telefoon: '06' }] };
const keep = async (koppelingen: object[]) => keptMe.keep(store, { ...(await keptMe.recall(store))!.data, koppelingen } as never);
const kept = async () => JSON.stringify(await (await store.open()).getAll('snaps'));

it('the words of a farewell are there after a cold start, and only at a farewell', async () => {
  await pulled();
  await keep([ended]);
  expect(await kept()).not.toMatch(/telefoon/);
  expect((await keptMe.recall(store))!.data.koppelingen[0]).toMatchObject({ afscheidswoorden: [], vragen: [] }); // the document says: in its trial
  await (await store.open()).put('koppelingen', { ...koppeling, version: 9, state: 'AFGEROND' } as never);
  expect((await keptMe.recall(store))!.data.koppelingen[0]).toMatchObject({ state: 'AFGEROND', version: 9, afscheidswoorden: [{ woord: 'Dag Mees, tot ziens.' }], contactBlijft: true, vragen: ['OPNIEUW'] });
});

it('the words leave the phone when the server gives them no more', async () => {
  await pulled();
  await keep([ended]);
  await keep([{ ...ended, state: 'ACTIEF' }]);
  expect(await kept()).not.toMatch(/tot ziens/);
});

it('before the first pull there is nothing to tell', async () => expect(await keptMe.recall(store)).toBeUndefined());

it('what is on the screen keeps what only the server knows, and gets what came since', async () => {
  await pulled();
  const shown = (await keptMe.recall(store))!.data as Me;
  shown.koppelingen[0] = { ...shown.koppelingen[0]!, momenten: [{ soort: 'CHECK_IN', nummer: 1, voor: '2026-12-01', stand: 'OPEN' }] as never };
  await (await store.open()).put('koppelingen', { ...koppeling, version: 9, state: 'ONDERBROKEN', afspraken: null, wanneer: null } as never);
  const { data } = (await keptMe.recall(store, shown))!;
  expect(data.koppelingen[0]).toMatchObject({ state: 'ONDERBROKEN', afspraken: [], geldigeAfspraken: null, momenten: [{ nummer: 1 }] });
});

it('the agenda has the own sign-up, and not that of the list of tonight', async () => {
  await pulled();
  await (await store.open()).put('signups', { ...signup, id: 's0', name: 'Noor B.', state: 'WACHTLIJST' } as never);
  const { data } = (await keptMeetups.recall(store))!;
  expect(data).toMatchObject([{ title: 'Koffie', mySignup: { id: 's1', state: 'AANGEMELD' } }]);
});
