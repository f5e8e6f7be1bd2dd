/** Where I am signed in, and what I hear there. */
import { graphql, request, type ResultOf } from './graphql.ts';
import { newKey } from './id.ts';

const berichtenFields = graphql(`fragment BerichtenFields on Berichten { sleutel soorten uit hier }`);
const apparaatFields = graphql(`fragment ApparaatFields on Apparaat { id naam dit aangemeldOp gezienOp nietVerstuurd nietVerstuurdOp berichten }`);

const berichtenQuery = graphql(`query MijnBerichten { mijnBerichten { ...BerichtenFields } }`, [berichtenFields]);
const apparatenQuery = graphql(`query MijnApparaten { mijnApparaten { ...ApparaatFields } }`, [apparaatFields]);
const save = graphql(
  `mutation SavePushSubscription($input: SavePushSubscriptionInput!) { savePushSubscription(input: $input) { berichten { ...BerichtenFields } userErrors { code message path } } }`,
  [berichtenFields],
);
const remove = graphql(
  `mutation RemovePushSubscription($input: RemovePushSubscriptionInput!) { removePushSubscription(input: $input) { berichten { ...BerichtenFields } userErrors { code message path } } }`,
  [berichtenFields],
);
const set = graphql(
  `mutation SetMeldingen($input: SetMeldingenInput!) { setMeldingen(input: $input) { berichten { ...BerichtenFields } userErrors { code message path } } }`,
  [berichtenFields],
);
const end = graphql(
  `mutation EndSession($input: EndSessionInput!) { endSession(input: $input) { apparaten { ...ApparaatFields } userErrors { code message path } } }`,
  [apparaatFields],
);

export type Berichten = ResultOf<typeof berichtenFields>;
export type Apparaat = ResultOf<typeof apparaatFields>;
export type Melding = Berichten['soorten'][number];

export async function readBerichten(): Promise<Berichten | null> {
  return (await request(berichtenQuery, {})).mijnBerichten;
}

export async function readApparaten(): Promise<Apparaat[]> {
  return (await request(apparatenQuery, {})).mijnApparaten;
}

export async function saveSubscription(of: { endpoint: string; p256dh: string; auth: string; taal: string }): Promise<Berichten | undefined> {
  const payload = (await request(save, { input: { ...of, clientMutationId: newKey() } })).savePushSubscription;
  return payload?.berichten ?? undefined;
}

export async function removeSubscription(): Promise<Berichten | undefined> {
  return (await request(remove, { input: { clientMutationId: newKey() } })).removePushSubscription?.berichten ?? undefined;
}

export async function setMeldingen(uit: Melding[]): Promise<Berichten | undefined> {
  return (await request(set, { input: { uit, clientMutationId: newKey() } })).setMeldingen?.berichten ?? undefined;
}

/** Without an id: on all but this one. */
export async function endSession(id: string | null): Promise<Apparaat[]> {
  return (await request(end, { input: { id, clientMutationId: newKey() } })).endSession?.apparaten ?? [];
}
