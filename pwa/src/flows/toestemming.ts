/** Who said yes to what, as a family sees it itself. */
import type { Details } from '../api/details.ts';
import { newId, newKey } from '../api/id.ts';
import { giveToestemming, withdrawToestemming } from '../api/toestemming.ts';
import { box } from '../offline/phone.ts';

/** The text people say yes to, as registration names it. */
export const textVersion = '2026-11';
export const yesTarget = 'toestemming';

export type Family = NonNullable<Details['family']>;
export type Ja = Family['jaNodig'][number];

/** Each says it for itself: a child of 12 or older with its own row, an adult with a name of her own. */
export async function sayYes(familyId: string, who: { childId?: string; giver: string }) {
  const input = { id: newId('Toestemming'), familyId, doel: 'MATCHEN', giver: who.giver, textVersion, childId: who.childId ?? null };
  await box().outbox.add({ op: 'giveToestemming', query: giveToestemming as unknown as string, key: newKey(), input, target: yesTarget });
}

export async function takeBack(id: string) {
  await box().outbox.add({ op: 'withdrawToestemming', query: withdrawToestemming as unknown as string, key: newKey(), input: { id }, target: yesTarget });
}

/** The other things a family said yes to, each person's newest. */
export function others(family: Family): Family['toestemmingen'] {
  return family.toestemmingen.filter(({ doel, withdrawnAt }) => doel !== 'MATCHEN' && !withdrawnAt);
}
