/** A host's evening: who is there, who walked in, and how it was. All of it is written on the phone
 *  first and sent when it can, so that nothing is lost in a hall without internet. What shows is the
 *  server's last word and then what waits here: computed each time, stored nowhere. */
import { newId, newKey } from '../../../api/id.ts';
import type { Entry } from '../../../offline/outbox.ts';
import { box } from '../../../offline/phone.ts';
import { say } from '../say.ts';
import type { Thema } from './draft.ts';
import { attendance, closing, noWalkIn, party, walkIn, type HostMeetup, type HostSignup } from './meetups.ts';

export type Counts = { adults: number; peuters: number; kinderen: number; tieners: number };
/** A household as it stands now; `refused` is what the server did not take. */
export type Guest = { signup: HostSignup; there: boolean | undefined; adults: number; children: number; refused?: Entry };
export type Extra = Counts & { id: string; name: string; refused?: Entry };

const guestTarget = (id: string) => `presence:${id}`;
const extraTarget = (id: string) => `walk-in:${id}`;
const closingTarget = (id: string) => `closing:${id}`;

export function guestNow(signup: HostSignup, entries: readonly Entry[]): Guest {
  const states: Record<string, boolean> = { GEWEEST: true, NIET_GEWEEST: false };
  let now: Guest = { signup, there: states[signup.state], adults: signup.presentAdults ?? signup.adults, children: signup.presentChildren ?? signup.children };
  for (const { target, state, input, ...entry } of entries) {
    if (target !== guestTarget(signup.id)) continue;
    if (state === 'parked') now = { ...now, refused: { target, state, input, ...entry } };
    else now = { ...now, there: input.present as boolean, adults: (input.adults as number | null) ?? now.adults, children: (input.children as number | null) ?? now.children };
  }
  return now;
}

export function extrasNow(meetup: HostMeetup, entries: readonly Entry[]): Extra[] {
  const all = new Map<string, Extra>(meetup.walkIns.map((one) => [one.id, one]));
  for (const entry of entries) {
    const { op, input, state } = entry;
    const id = input.id as string;
    if (op === 'recordWalkIn' && input.meetupId === meetup.id) all.set(id, { ...(input as Counts & { name: string }), id, refused: state === 'parked' ? entry : undefined });
    else if (op === 'removeWalkIn' && state === 'waiting') all.delete(id);
  }
  return [...all.values()];
}

export function closingNow(meetup: HostMeetup, entries: readonly Entry[]): { note: string; themas: readonly Thema[]; refused?: Entry } | null {
  const last = entries.findLast(({ target, state }) => target === closingTarget(meetup.id) && state === 'waiting');
  const refused = entries.findLast(({ target, state }) => target === closingTarget(meetup.id) && state === 'parked');
  if (last) return { note: last.input.note as string, themas: last.input.themas as Thema[] };
  return meetup.closing ? { ...meetup.closing, refused } : refused ? { note: refused.input.note as string, themas: refused.input.themas as Thema[], refused } : null;
}

/** Heads, of households and of who walked in. */
export function headsOf(guests: readonly Guest[], extras: readonly Extra[]): { adults: number; children: number; extra: number } {
  const there = guests.filter(({ there }) => there);
  const more = extras.filter(({ refused }) => !refused);
  const kids = more.reduce((sum, one) => sum + one.peuters + one.kinderen + one.tieners, 0);
  const grown = more.reduce((sum, { adults }) => sum + adults, 0);
  return {
    adults: there.reduce((sum, { adults }) => sum + adults, grown),
    children: there.reduce((sum, { children }) => sum + children, kids),
    extra: grown + kids,
  };
}

/** "2 groot, 1 peuter" */
export function extraLine({ adults, peuters, kinderen, tieners }: Counts): string {
  return [party(adults, 0), ...Object.entries({ peuters, kinderen, tieners }).map(([band, n]) => (n ? say(`host.extra.${band}.n`, { n }) : ''))].filter(Boolean).join(', ');
}

export async function tick(signup: HostSignup, present: boolean, counted?: { adults: number; children: number }) {
  await box().outbox.add({
    op: 'recordAttendance', query: attendance as unknown as string, key: newKey(), target: guestTarget(signup.id), each: true,
    input: { id: signup.id, present, adults: counted?.adults ?? null, children: counted?.children ?? null },
  });
}

export async function addExtra(meetupId: string, name: string, counts: Counts) {
  const id = newId('WalkIn');
  await box().outbox.add({ op: 'recordWalkIn', query: walkIn as unknown as string, key: newKey(), target: extraTarget(id), input: { id, meetupId, name: name.trim(), ...counts } });
}

/** Also one that is still on this phone only: it may be on its way, so it is taken back behind it. */
export async function takeBack(extra: Extra) {
  if (extra.refused) return box().outbox.drop(extra.refused.n!);
  await box().outbox.add({ op: 'removeWalkIn', query: noWalkIn as unknown as string, key: newKey(), target: extraTarget(extra.id), input: { id: extra.id } });
}

export async function close(meetupId: string, note: string, themas: readonly Thema[]) {
  await box().outbox.add({ op: 'closeMeetup', query: closing as unknown as string, key: newKey(), target: closingTarget(meetupId), each: true, input: { id: meetupId, note, themas: [...themas] } });
}
