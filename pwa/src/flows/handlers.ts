/** What the phone keeps after each kind of write got through. */
import type { Koppeling, Me } from '../api/me.ts';
import type { Meetup, Signup } from '../api/meetups.ts';
import type { Handlers, Merge } from '../offline/settle.ts';
import { koppelingDoc, meetupDoc, signupDoc } from './documents.ts';
import { attendanceAgain, type Ticked } from './attendance.ts';

const registered: Merge = async (kept, payload, entry) => {
  const id = (payload.vraaggezin as { id: string } | null)?.id ?? (payload.steungezin as { id: string } | null)?.id;
  await kept.putSnap('registered', { op: entry.op, id, at: new Date().toISOString() });
  await kept.draft(entry.target.split(':')[0]!, entry, ['ids', 'naam']);
};

const signup: Merge = async (kept, payload) => {
  const meetup = payload.meetup as Meetup | null;
  const mine = payload.signup as Signup | null;
  if (!meetup) return;
  await kept.doc('meetups', meetup.id, meetupDoc(meetup));
  if (mine) await kept.doc('signups', mine.id, signupDoc(mine, meetup.id), true);
};

const koppeling: Merge = async (kept, payload) => {
  const now = payload.koppeling as Koppeling | null;
  if (now) await kept.doc('koppelingen', now.id, koppelingDoc(now));
};

/** All is right again: the question goes away at once. */
const confirmed: Merge = async (kept, payload) => {
  const now = payload.family as Partial<Me['family']> | null;
  const me = await kept.snap<Me>('me');
  if (now && me?.family) await kept.putSnap('me', { ...me, family: { ...me.family, ...now } });
};

type Evening = { id: string; signups: { id: string }[] };

/** What a host wrote about her evening: the list on this phone is as the server has it now. */
const evening: Merge = async (kept, payload) => {
  const meetup = payload.meetup as { id: string } | null;
  const was = meetup && (await kept.snap<Evening>(`host:${meetup.id}`));
  if (was) await kept.putSnap(`host:${meetup.id}`, { ...was, ...meetup });
};

/** Who was there stands in a host's list of the day and in her evening. */
const ticked: Merge = async (kept, payload) => {
  const now = payload.signup as Ticked | null;
  const meetup = payload.meetup as { id: string } | null;
  if (!now) return;
  await kept.doc('signups', now.id, now);
  const was = meetup && (await kept.snap<Evening>(`host:${meetup.id}`));
  if (was) await kept.putSnap(`host:${meetup.id}`, { ...was, signups: was.signups.map((one) => (one.id === now.id ? { ...one, ...now } : one)) });
};

export const handlers: Handlers = {
  registerVraaggezin: { merge: registered },
  registerSteungezin: { merge: registered },
  signUp: { merge: signup, fine: ['EXISTS'] },
  acceptOffer: { merge: signup },
  cancelSignup: { merge: signup, fine: ['NOT_FOUND'] },
  signUpForSeries: { fine: ['EXISTS'] },
  leaveSeries: { fine: ['NOT_FOUND'] },
  recordAttendance: { merge: ticked, rebase: attendanceAgain },
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
  addNote: { fine: ['EXISTS'] },
  confirmFamily: { merge: confirmed },
  recordWalkIn: { merge: evening, fine: ['EXISTS'] },
  removeWalkIn: { merge: evening, fine: ['NOT_FOUND'] },
  closeMeetup: { merge: evening },
};
