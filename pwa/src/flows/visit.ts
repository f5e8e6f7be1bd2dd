/** What a matcher reads and writes at the kitchen table. */
import { graphql } from '../api/graphql.ts';
import { newId, newKey } from '../api/id.ts';
import type { DossierDoc } from '../api/mee.ts';
import { sealInput } from '../offline/mee.ts';
import { box } from '../offline/phone.ts';

const addNote = graphql(`mutation AddVisitNote($input: AddNoteInput!) { addNote(input: $input) { clientMutationId note { id } userErrors { code message path } } }`);

export type Kid = { firstName: string; age: number };
export type Fact = { kind: string; toelichting: string };
export type Line = { id: string; kind: string; text: string; author: string; createdAt: string };
export type Moment = { kant: string; smiley: string; toelichting: string; vanKind: boolean; createdAt: string };

/** Lists come as texts (docs/api-sync.md). */
export function listed<T>(text: string | null | undefined): T[] {
  try {
    const found = JSON.parse(text ?? '[]') as unknown;
    return Array.isArray(found) ? (found as T[]) : [];
  } catch {
    return [];
  }
}

/** Shut before it is kept: whoever finds the phone reads nothing of it. Resolves when it is on disk. */
export async function writeNote({ familyId }: DossierDoc, text: string) {
  const id = newId('Note');
  const input = await sealInput({ id, familyId, kind: 'HUISBEZOEK', text });
  await box().outbox.add({ op: 'addNote', query: addNote as unknown as string, input, target: `note:${id}`, key: newKey() });
}
