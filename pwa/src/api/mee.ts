/** Dossiers that go along on this phone (docs/api-sync.md). */
import { graphql, request, type ResultOf } from './graphql.ts';
import { newId, newKey } from './id.ts';

export const pullDossiers = graphql(`
  query PullDossiers($at: DossierSyncInputCheckpoint, $limit: Int!) {
    page: pullDossierSync(checkpoint: $at, limit: $limit) {
      documents {
        _deleted id version familyId tot name village adults talen children zorg lastName phone email street houseNumber postcode bereikVia
        vraag { id state soorten dagdelen maxReisMinuten maanden eigenWoorden gesprekken volgendeDatum }
        steun { id state soorten dagdelen maxReisMinuten capaciteit maxKinderen dieren rookt eigenWoorden volgendeDatum }
        notes checkIns
      }
      checkpoint { cursor }
    }
  }
`);
const take = graphql(`mutation TakeAlong($input: TakeAlongInput!) { takeAlong(input: $input) { meegenomen { id tot family { id } } userErrors { code message path } } }`);
const back = graphql(`mutation PutBack($input: PutBackInput!) { putBack(input: $input) { meegenomen { id tot family { id } } userErrors { code message path } } }`);
const which = graphql(`query Meegenomen { meegenomen { id tot family { id } } }`);

export type DossierDoc = Omit<NonNullable<ResultOf<typeof pullDossiers>['page']>['documents'][number], '_deleted'>;
export type Taken = ResultOf<typeof which>['meegenomen'];

export async function pageOfDossiers(cursor: string | undefined, limit: number) {
  const { page } = await request(pullDossiers, { at: cursor ? { cursor } : null, limit });
  if (!page) throw new Error('no page');
  return page;
}

export async function readTaken(): Promise<Taken> {
  return (await request(which, {})).meegenomen;
}

/** What is along now, or why not. */
export async function takeAlong(familyId: string): Promise<{ taken: Taken; why?: string }> {
  const payload = (await request(take, { input: { clientMutationId: newKey(), id: newId('Meegenomen'), familyId } })).takeAlong;
  return { taken: payload?.meegenomen ?? [], why: payload?.userErrors[0]?.message };
}

export async function putBack(familyId: string | null): Promise<Taken> {
  return (await request(back, { input: { clientMutationId: newKey(), familyId } })).putBack?.meegenomen ?? [];
}
