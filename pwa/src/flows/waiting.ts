/** What an entry of the outbox is about, in words of the screen; and when two were at it, what each made of it. */
import type { MeetupDoc, SignupDoc } from '../api/sync.ts';
import type { Entry } from '../offline/outbox.ts';
import { t } from '../text/index.svelte.ts';
import { wished, type Ticked } from './attendance.ts';

/** Names as a device keeps them, and those on the list of a host's evening. */
type Guests = { signups: readonly SignupDoc[]; names: ReadonlyMap<string, string> };
type Known = Guests & { meetups: readonly MeetupDoc[] };

/** Which meetup, or who was there. */
export function about(entry: Entry, { meetups, ...guests }: Known): string {
  const signup = guests.signups.find(({ id }) => id === entry.input.id);
  if (entry.op === 'recordAttendance') return mine(entry, guests);
  const id = (entry.input.meetupId as string | undefined) ?? signup?.meetupId;
  const title = meetups.find((one) => one.id === id)?.title;
  return title ? t('send.sayMeetup', { title }) : '';
}

export function mine(entry: Entry, guests: Guests): string {
  if (entry.op !== 'recordAttendance') return '';
  const was = (entry.base as Ticked | undefined) ?? { state: null, presentAdults: null, presentChildren: null };
  return ticked(nameOf(entry, guests), wished(entry.input, was));
}

export function theirs(entry: Entry, guests: Guests): string {
  return entry.op === 'recordAttendance' ? ticked(nameOf(entry, guests), entry.theirs as Ticked) : t('send.theirs.some');
}

function ticked(name: string, { state, presentAdults: adults, presentChildren: children }: Omit<Ticked, 'id' | 'version'>): string {
  if (state === 'NIET_GEWEEST') return t('send.absent', { name });
  if (state !== 'GEWEEST') return t('send.unticked', { name });
  return adults === null && children === null ? t('send.present', { name }) : t('send.presentCount', { name, adults: adults ?? 0, children: children ?? 0 });
}

function nameOf({ input }: Entry, { signups, names }: Guests): string {
  return signups.find(({ id }) => id === input.id)?.name ?? names.get(input.id as string) ?? t('send.someone');
}
