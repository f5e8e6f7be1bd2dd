/** Colleagues: who has how much, what is on its way between them, and who is away. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import { nodes } from './board.ts';
import { running } from './fit.ts';

const overdracht = graphql(`
  fragment Onderweg on Overdracht {
    id soort dossierId toelichting uiterlijk createdAt
    family { id name village }
    van { id firstName } naar { id firstName }
  }
`);
const teamQuery = graphql(
  `
  query DeskTeam($me: ID) {
    collegas { dossiers person { id firstName } }
    afwezigheden { id van tot user { id firstName } waarnemer { id firstName } }
    naar: overdrachten(first: 100, open: true, naar: $me) { totalCount edges { node { ...Onderweg } } }
    van: overdrachten(first: 100, open: true, van: $me) { totalCount edges { node { ...Onderweg } } }
  }
`,
  [overdracht],
);
const vragenQuery = graphql(`
  query DeskCaseloadVraag($matcher: ID) {
    vraaggezinnen(first: 100, states: [AANGEMELD, INTAKE, WACHTEND, GEPAUZEERD], matcher: $matcher) {
      totalCount edges { node { id state overdracht { id naar { firstName } } family { id name village } } }
    }
    steungezinnen(first: 100, states: [AANGEMELD, KENNISMAKINGSGESPREK, SCREENING, BESCHIKBAAR, PAUZE, BEVESTIGEN, SLAPEND, OPGESCHORT], matcher: $matcher) {
      totalCount edges { node { id state overdracht { id naar { firstName } } family { id name village } } }
    }
  }
`);
const parenQuery = graphql(`
  query DeskCaseloadSamen($matcher: ID) {
    koppelingen(first: 100, states: [VERKEND, VOORGESTELD_STEUN, VOORGESTELD_VRAAG, KENNISMAKING, PROEFPERIODE, ACTIEF, GEPAUZEERD, ONDERBROKEN, AFRONDEN], matcher: $matcher) {
      edges { node { id state overdracht { id naar { firstName } } vraaggezin { id matcher { id } family { id name village } } steungezin { id family { id name } } } }
    }
  }
`);

export const handOver = graphql(`
  mutation HandOver($input: HandOverInput!) {
    handOver(input: $input) { clientMutationId replayed overdrachten { id } userErrors { code message path } }
  }
`);
export const confirmHandover = graphql(`
  mutation ConfirmHandover($input: HandoverStepInput!) {
    confirmHandover(input: $input) { clientMutationId replayed overdracht { id } userErrors { code message path } }
  }
`);
export const withdrawHandover = graphql(`
  mutation WithdrawHandover($input: HandoverStepInput!) {
    withdrawHandover(input: $input) { clientMutationId replayed overdracht { id } userErrors { code message path } }
  }
`);
export const setAway = graphql(`
  mutation SetAway($input: SetAwayInput!) {
    setAway(input: $input) { clientMutationId replayed afwezigheid { id } userErrors { code message path } }
  }
`);
export const endAway = graphql(`
  mutation EndAway($input: EndAwayInput!) {
    endAway(input: $input) { clientMutationId replayed afwezigheid { id } userErrors { code message path } }
  }
`);
export const askConfirm = graphql(`
  mutation AskConfirm($input: ConfirmFamilyInput!) {
    askConfirm(input: $input) { clientMutationId replayed family { id } userErrors { code message path } }
  }
`);
export const confirmSpoken = graphql(`
  mutation ConfirmSpoken($input: ConfirmFamilyInput!) {
    confirmFamily(input: $input) { clientMutationId replayed family { id } userErrors { code message path } }
  }
`);

export type Onderweg = ResultOf<typeof overdracht>;
type TeamResult = ResultOf<typeof teamQuery>;
export type Team = { collegas: TeamResult['collegas']; afwezigheden: TeamResult['afwezigheden']; naar: Onderweg[]; van: Onderweg[] };
export type Dossier = { id: string; soort: 'vraag' | 'steun' | 'samen'; state: string; /** Of the koppeling it is in: who is together, waits no more. */ samen?: string | undefined; name: string; village: string; to: string | undefined };

export async function readTeam(me: string): Promise<Team> {
  const { collegas, afwezigheden, naar, van } = await request(teamQuery, { me });
  return { collegas, afwezigheden, naar: nodes(naar), van: nodes(van) };
}

/** What somebody has in her care, by name. A koppeling goes along with its vraaggezin, and stands here only
 *  when that is somebody else's. `more`: there are more than this list shows. */
export async function readCaseload(matcher: string): Promise<{ list: Dossier[]; more: boolean }> {
  const [{ vraaggezinnen, steungezinnen }, { koppelingen }] = await Promise.all([request(vragenQuery, { matcher }), request(parenQuery, { matcher })]);
  const pairs = nodes(koppelingen);
  const samen = (id: string) => running(pairs.filter(({ vraaggezin }) => vraaggezin?.id === id))?.state;
  const one = (soort: 'vraag' | 'steun') => ({ id, state, family, overdracht }: { id: string; state: string; family: { name: string; village: string } | null; overdracht: { naar: { firstName: string } | null } | null }): Dossier =>
    ({ id, soort, state, samen: soort === 'vraag' ? samen(id) : undefined, name: family?.name ?? '', village: family?.village ?? '', to: overdracht?.naar?.firstName });
  const loose = pairs.filter(({ vraaggezin }) => vraaggezin?.matcher?.id !== matcher).map(({ id, state, vraaggezin, steungezin, overdracht }): Dossier =>
    ({ id, soort: 'samen', state, name: [vraaggezin?.family?.name, steungezin?.family?.name].filter(Boolean).join(' + '), village: vraaggezin?.family?.village ?? '', to: overdracht?.naar?.firstName }));
  const list = [...nodes(vraaggezinnen).map(one('vraag')), ...nodes(steungezinnen).map(one('steun')), ...loose].sort((a, b) => a.name.localeCompare(b.name, 'nl'));
  return { list, more: vraaggezinnen.totalCount > 100 || steungezinnen.totalCount > 100 };
}

export function dossierHref({ soort, dossierId }: Pick<Onderweg, 'soort' | 'dossierId'>): string {
  return `/werkplek/${soort === 'VRAAG' ? 'vraag' : soort === 'STEUN' ? 'steun' : 'koppeling'}/${dossierId}`;
}
