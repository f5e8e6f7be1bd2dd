/** Coming to a meetup, and not coming: written on the phone first, sent when it can. */
import { newId, newKey } from '../api/id.ts';
import { acceptMutation, alwaysMutation, cancelMutation, leaveSeriesMutation, signUpMutation, type Meetup } from '../api/meetups.ts';
import type { Entry } from '../offline/outbox.ts';
import { box } from '../offline/phone.ts';

export type Coming = {
  state: 'none' | 'coming' | 'waiting' | 'offered';
  /** Still on this phone only. */
  pending: boolean;
  /** The server said no; the outbox knows why. */
  refused?: Entry;
  id?: string;
  adults: number;
  children: number;
  waitingPlace?: number | null;
  /** How often a smaller household went first. */
  passed?: number;
  offeredUntil?: string | null;
};

/** What is true for this family: the server's last word, and then what waits to be sent.
 *  Computed each time and stored nowhere. */
export function coming(meetup: Meetup, entries: readonly Entry[]): Coming {
  const signup = meetup.mySignup;
  const states = { AANGEMELD: 'coming', GEWEEST: 'coming', WACHTLIJST: 'waiting', AANGEBODEN: 'offered' } as const;
  const state = states[signup?.state as keyof typeof states] ?? 'none';
  let now: Coming = { state, pending: false, id: signup?.id, adults: signup?.adults ?? 0, children: signup?.children ?? 0, waitingPlace: signup?.waitingPlace, passed: signup?.passed, offeredUntil: signup?.offeredUntil };
  for (const entry of entries.filter(({ target }) => target === targetOf(meetup.id))) {
    if (entry.state === 'parked') now = { ...now, refused: entry };
    else if (entry.op === 'acceptOffer') now = { ...now, state: 'coming', pending: true };
    else if (entry.op === 'cancelSignup') now = { ...now, state: 'none', pending: true };
    else now = { state: fits(meetup, people(entry)) ? 'coming' : 'waiting', pending: true, id: entry.input.id as string, adults: entry.input.adults as number, children: entry.input.children as number };
  }
  return now;
}

export function isFull(meetup: Meetup): boolean {
  return meetup.freePlaces !== null && meetup.freePlaces <= 0;
}

/** A household comes as one, or waits as one. */
export function fits(meetup: Meetup, people: number): boolean {
  return meetup.freePlaces === null || meetup.freePlaces >= people;
}

function people({ input }: Entry): number {
  return (input.adults as number) + (input.children as number);
}

export async function signUp(meetupId: string, adults: number, children: number): Promise<string> {
  const entry = await box().outbox.add({
    op: 'signUp',
    query: signUpMutation as unknown as string,
    key: newKey(),
    input: { id: newId('Signup'), meetupId, adults, children },
    target: targetOf(meetupId),
  });
  return entry.input.id as string;
}

export async function cancel(meetupId: string, signupId: string) {
  await box().outbox.add({
    op: 'cancelSignup',
    query: cancelMutation as unknown as string,
    key: newKey(),
    input: { id: signupId },
    target: targetOf(meetupId),
  });
}

/** Yes to a place that was offered. */
export async function accept(meetupId: string, signupId: string) {
  await box().outbox.add({
    op: 'acceptOffer',
    query: acceptMutation as unknown as string,
    key: newKey(),
    input: { id: signupId },
    target: targetOf(meetupId),
  });
}

/** Does this family come every time? The server's last word, and then what waits to be sent. */
export function always({ series }: Meetup, entries: readonly Entry[]): { id?: string; pending: boolean } {
  let now: { id?: string; pending: boolean } = { id: series?.mySignup?.id, pending: false };
  for (const entry of entries.filter(({ target, state }) => series && state === 'waiting' && target === seriesTarget(series.id))) {
    now = { id: entry.op === 'signUpForSeries' ? (entry.input.id as string) : undefined, pending: true };
  }
  return now;
}

export async function comeAlways(seriesId: string, adults: number, children: number): Promise<string> {
  const entry = await box().outbox.add({
    op: 'signUpForSeries',
    query: alwaysMutation as unknown as string,
    key: newKey(),
    input: { id: newId('SeriesSignup'), seriesId, adults, children },
    target: seriesTarget(seriesId),
  });
  return entry.input.id as string;
}

export async function stopAlways(seriesId: string, id: string) {
  await box().outbox.add({ op: 'leaveSeries', query: leaveSeriesMutation as unknown as string, key: newKey(), input: { id }, target: seriesTarget(seriesId) });
}

export function seriesTarget(seriesId: string): string {
  return `series:${seriesId}`;
}

/** A key that cannot be guessed, in letters that fit an address. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_');
}

export function targetOf(meetupId: string): string {
  return `meetup:${meetupId}`;
}

/** The maps app of the phone, or a map on the web: only when somebody taps it. */
export function routeTo({ lat, lon, name }: { lat: number; lon: number; name: string }): string {
  const agent = globalThis.navigator?.userAgent ?? '';
  if (/android/i.test(agent)) return `geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(name)})`;
  if (/iphone|ipad/i.test(agent)) return `maps:?daddr=${lat},${lon}`;
  return `https://www.openstreetmap.org/directions?to=${lat}%2C${lon}`;
}
