// What an unmodified rxdb has to be able to do with this server: 11 checks. Run by
// rxdb_test.go, which plays the people and the network; `follow.mjs` is the example of
// docs/api-sync.md, word for word.
import { randomUUID } from 'node:crypto';
import { follow } from './follow.mjs';

const base = process.argv[2];
const play = async (what, args = {}) => {
  const answer = await fetch(`${base}/play/${what}?${new URLSearchParams(args)}`, { method: 'POST' });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${what}: ${body}`);
  return body && JSON.parse(body);
};
const until = async (what, holds) => {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((go) => setTimeout(go, 20))) if (await holds()) return;
  throw new Error(`never: ${what}`);
};
/** An id of a sign-up: UUIDv7, with the kind in its last byte. */
const newId = () => {
  const hex = Date.now().toString(16).padStart(12, '0') + '7' + randomUUID().replaceAll('-', '').slice(13, 30) + '0c';
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
const errors = [];
const onError = (error) => errors.push(JSON.stringify(error.parameters ?? error.message));
const all = (phone, name) => phone.db[name].find().exec();
const one = (phone, id) => phone.db.signupSync.findOne(id).exec();
const signUp = (phone, meetupId) => phone.db.signupSync.insert({ id: newId(), version: 0, meetupId, adults: 1, children: 0 });
const ok = (check) => console.log('ok', check);

const { parent, host, meetups, full, plenty, elsewhere } = await play('start');
const mine = await follow({ url: `${base}/graphql`, token: parent, onError });
const hers = await follow({ url: `${base}/graphql`, token: host, onError });

await until('all meetups', async () => (await all(mine, 'meetupSync')).length === meetups);
if (await mine.db.meetupSync.findOne(elsewhere).exec()) throw new Error('a meetup of elsewhere');
ok('1 a first pull in pages of 10, and nothing of another region');

const waiting = await signUp(mine, full);
await until('a place on the waiting list', async () => (await one(mine, waiting.id))?.state === 'WACHTLIJST');
ok('2 the server decides the state, and the client takes it over');

const listed = await signUp(mine, plenty);
await until('the host sees her', async () => (await one(hers, listed.id))?.name);
await play('begin', { id: plenty });
for (const presentAdults of [1, 2, 3]) await (await one(hers, listed.id)).getLatest().incrementalPatch({ presentAdults });
await until('the last of three edits', async () => (await play('count', { id: listed.id })).adults === 3 && (await one(hers, listed.id)).presentAdults === 3);
ok('3 quick edits all land, without false conflicts');

const poison = await signUp(mine, elsewhere.slice(0, -4) + '000b');
const good = await signUp(mine, (await play('meetup')).id);
await until('the next one goes on', async () => (await one(mine, good.id))?.state === 'AANGEMELD');
await until('what was refused is gone', async () => !(await one(mine, poison.id)));
ok('4 what is refused goes away, and holds up nothing');

await play('title', { id: plenty });
await until('the new title', async () => (await mine.db.meetupSync.findOne(plenty).exec())?.title === 'Nieuw');
ok('5 a wake brings what changed');

const listedNow = (await all(hers, 'signupSync')).length;
if (listedNow < 40) throw new Error(`the host has ${listedNow} rows`);
await play('revoke');
await until('the list is gone, the own one is there', async () => (await all(hers, 'signupSync')).length === 1);
ok('6 a role that ends takes its rows away, and a new one brings an old row, none of them touched');

await play('grant');
await until('the list is back', async () => (await all(hers, 'signupSync')).length === listedNow);
ok('7 and back');

await play('lose');
const lost = await signUp(mine, (await play('meetup')).id);
await until('it is there once', async () => (await one(mine, lost.id))?.state === 'AANGEMELD' && (await play('count', { id: lost.id })).rows === 1);
ok('8 an answer lost after the commit: one row');

errors.length = 0;
hers.setToken('x.y.z');
await (await one(hers, listed.id)).getLatest().incrementalPatch({ presentAdults: 4 });
await until('an error that says so', () => errors.some((e) => e.includes('UNAUTHENTICATED') || e.includes('401')));
hers.setToken(host);
await until('it goes on', async () => (await play('count', { id: listed.id })).adults === 4);
ok('9 a token that ended: said, nothing lost, and on with a new one');

await play('stop');
await (await one(hers, listed.id)).getLatest().incrementalPatch({ presentAdults: 5 });
await play('restart');
await until('the edit lands', async () => (await play('count', { id: listed.id })).adults === 5);
ok('10 a server that went away and came back');

const places = (await play('forty')).ids;
for (const r of mine.replications) await r.pause();
for (let i = 0; i < 200; i++) await signUp(mine, places[i % 40]);
for (const r of mine.replications) await r.start();
const settled = async () => (await all(mine, 'signupSync')).filter((doc) => places.includes(doc.meetupId));
await until('40 accepted, 160 refused', async () => {
  const left = await settled();
  return left.length === 40 && left.every((doc) => doc.state === 'AANGEMELD');
});
ok('11 200 queued: one per meetup is accepted, 160 refused, all settled');

await Promise.all([mine.close(), hers.close()]);
process.exit(0);
