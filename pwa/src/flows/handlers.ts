/** What the phone remembers after each kind of write got through. */
import type { Koppeling, Me } from '../api/me.ts';
import type { Meetup, Signup } from '../api/meetups.ts';
import type { Handlers, Merge } from '../offline/settle.ts';

const registered: Merge = async (_snap, payload, entry) => {
  const id = (payload.vraaggezin as { id: string } | null)?.id ?? (payload.steungezin as { id: string } | null)?.id;
  return { registered: { op: entry.op, id, at: new Date().toISOString() } };
};

/** A sign-up stands in three places: the list, its own page, and my home. */
const signup: Merge = async (snap, payload) => {
  const meetup = payload.meetup as Meetup | null;
  const mine = payload.signup as Signup | null;
  if (!meetup) return {};
  const changed: Record<string, unknown> = {};
  const list = (await snap('meetups')) as Meetup[] | undefined;
  if (list) changed.meetups = list.map((other) => (other.id === meetup.id ? meetup : other));
  const page = await snap(`meetup:${meetup.id}`);
  if (page) changed[`meetup:${meetup.id}`] = meetup;
  const me = (await snap('me')) as Me | undefined;
  if (me?.family && mine) {
    const others = me.family.signups.filter(({ id }) => id !== mine.id);
    changed.me = { ...me, family: { ...me.family, signups: [...others, { ...mine, meetup }] } };
  }
  return changed;
};

const koppeling: Merge = async (snap, payload) => {
  const now = payload.koppeling as Koppeling | null;
  const me = (await snap('me')) as Me | undefined;
  if (!now || !me) return {};
  const others = me.koppelingen.filter(({ id }) => id !== now.id);
  return { me: { ...me, koppelingen: [...others, now] } };
};

/** All is right again: the question goes away at once. */
const confirmed: Merge = async (snap, payload) => {
  const now = payload.family as Partial<Me['family']> | null;
  const me = (await snap('me')) as Me | undefined;
  return now && me?.family ? { me: { ...me, family: { ...me.family, ...now } } } : {};
};

export const handlers: Handlers = {
  registerVraaggezin: { merge: registered },
  registerSteungezin: { merge: registered },
  signUp: { merge: signup, fine: ['EXISTS'] },
  acceptOffer: { merge: signup },
  cancelSignup: { merge: signup, fine: ['NOT_FOUND'] },
  answerProposal: { merge: koppeling },
  answerKennismaking: { merge: koppeling },
  confirmAfspraken: { merge: koppeling },
  checkIn: { merge: koppeling },
  checkInKind: {},
  giveTerugblik: { merge: koppeling, fine: ['EXISTS'] },
  skipVisit: { merge: koppeling, fine: ['EXISTS'] },
  askChange: { merge: koppeling },
  sayAfscheid: { merge: koppeling },
  answerContact: { merge: koppeling, fine: ['EXISTS'] },
  answerOpnieuw: { merge: koppeling, fine: ['EXISTS'] },
  answerReopen: { merge: koppeling, fine: ['EXISTS'] },
  giveToestemming: { fine: ['EXISTS'] },
  withdrawToestemming: {},
  forgetFamily: {},
  keepFamily: {},
  shareZorg: { fine: ['EXISTS'] },
  confirmFamily: { merge: confirmed },
};
