/** The board: everything that is on its way, in six stages. Read in four small questions, so that
 *  none of them is too dear for the server. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import { fieldsOf, instant } from './moment.ts';

const vraagCard = graphql(`
  fragment VraagCard on Vraaggezin {
    id version state aangemeldOp wachtendSinds urgentie volgendeStap volgendeDatum
    matcher { id firstName }
    family { id name village versheid gevraagdOp confirmedAt contactgegevens { id phone } }
  }
`);
const pairCard = graphql(`
  fragment PairCard on Koppeling {
    id version state verlooptOp kennismakingOp proefTot actiefSinds pauzeTot afscheidOp
    matcher { id firstName }
    vraaggezin { id version state volgendeStap volgendeDatum family { id name village } }
    steungezin { id family { id name village } }
  }
`);
const asked = graphql(
  `
  query BoardAsked($matcher: ID) {
    nieuw: vraaggezinnen(first: 50, states: [AANGEMELD]) { totalCount edges { node { ...VraagCard } } }
    intake: vraaggezinnen(first: 50, states: [INTAKE], matcher: $matcher, waarneming: true) { totalCount edges { node { ...VraagCard } } }
    wachtend: vraaggezinnen(first: 100, states: [WACHTEND], matcher: $matcher, waarneming: true) { totalCount edges { node { ...VraagCard } } }
  }
`,
  [vraagCard],
);
const paired = graphql(
  `
  query BoardPaired($matcher: ID) {
    voorstel: koppelingen(first: 30, states: [VOORGESTELD_STEUN, VOORGESTELD_VRAAG], matcher: $matcher, waarneming: true) {
      totalCount edges { node { ...PairCard answers { id kind antwoord kant } } }
    }
    kennismaking: koppelingen(first: 30, states: [KENNISMAKING], matcher: $matcher, waarneming: true) {
      totalCount edges { node { ...PairCard answers { id kind antwoord kant } } }
    }
    loopt: koppelingen(first: 60, states: [PROEFPERIODE, ACTIEF, GEPAUZEERD, ONDERBROKEN, AFRONDEN], matcher: $matcher, waarneming: true) {
      totalCount edges { node { ...PairCard } }
    }
    letop: koppelingen(first: 60, states: [PROEFPERIODE, GEPAUZEERD, ONDERBROKEN, AFRONDEN], matcher: $matcher, waarneming: true) {
      edges { node { ...PairCard } }
    }
  }
`,
  [pairCard],
);
/** `voor`: whose next step is today, or was before. A region has many more dossiers than anybody reads a day. */
const toDo = graphql(
  `
  query BoardToDo($matcher: ID, $voor: DateTime) {
    teDoen: vraaggezinnen(first: 100, states: [INTAKE, WACHTEND, GEPAUZEERD], matcher: $matcher, waarneming: true, voor: $voor) { edges { node { ...VraagCard } } }
  }
`,
  [vraagCard],
);
const around = graphql(`
  query BoardAround($matcher: ID, $voor: DateTime) {
    aanbod: steungezinnen(first: 60, states: [AANGEMELD, KENNISMAKINGSGESPREK, SCREENING, BESCHIKBAAR, PAUZE, BEVESTIGEN, SLAPEND, OPGESCHORT], matcher: $matcher, waarneming: true, voor: $voor) {
      edges { node { id version state aangemeldOp volgendeStap volgendeDatum matcher { id firstName } family { id name village contactgegevens { id phone } } } }
    }
    nieuwAanbod: steungezinnen(first: 20, states: [AANGEMELD]) {
      edges { node { id version state aangemeldOp volgendeStap volgendeDatum matcher { id firstName } family { id name village contactgegevens { id phone } } } }
    }
    vog: steungezinnen(first: 60, states: [BESCHIKBAAR, PAUZE, BEVESTIGEN], matcher: $matcher, waarneming: true) {
      edges { node { id version state matcher { id firstName } family { id name versheid gevraagdOp confirmedAt contactgegevens { id phone } } screening { id vogs { id voornaam geldigTot } } } }
    }
    zorgen: zorgmeldingen(first: 20, open: true) { edges { node { id createdAt gezienOp family { id name } } } }
  }
`);

const warned = graphql(`
  query BoardWarned($matcher: ID) {
    signalen: vroegeSignalen(matcher: $matcher, hoogstens: 50) {
      totalCount
      lijst {
        sinds
        redenen { soort kant aantal sinds }
        koppeling { id vraaggezin { id family { id name contactgegevens { id phone } } } steungezin { id family { id name contactgegevens { id phone } } } }
      }
    }
    verlopen: koppelingen(last: 50, states: [VERLOPEN], matcher: $matcher, waarneming: true) {
      edges { node { id version afgerondOp vraaggezin { id family { id name contactgegevens { id phone } } } steungezin { id family { id name contactgegevens { id phone } } } answers { id kind antwoord kant createdAt } } }
    }
    wensen: koppelingen(first: 50, states: [PROEFPERIODE, ACTIEF], matcher: $matcher, waarneming: true) {
      edges { node { id vraaggezin { id family { id name } } steps { id step createdAt toelichting } } }
    }
  }
`);

const given = graphql(`
  query BoardGiven($me: ID) {
    telezen: overdrachten(first: 50, open: true, naar: $me) { edges { node { id soort dossierId uiterlijk family { id name } van { id firstName } } } }
  }
`);

export type VraagCard = ResultOf<typeof vraagCard>;
export type PairCard = ResultOf<typeof pairCard>;
export type ProposedCard = NodeOf<ResultOf<typeof paired>['voorstel']>;
type Asked = ResultOf<typeof asked>;
type Paired = ResultOf<typeof paired>;
type Around = ResultOf<typeof around>;
type Connection = { edges: readonly ({ node: unknown } | null)[] | null };
type NodeOf<C extends Connection> = NonNullable<NonNullable<NonNullable<C['edges']>[number]>['node']>;

export type BoardData = {
  nieuw: VraagCard[]; intake: VraagCard[]; wachtend: VraagCard[];
  /** Families that ask, of which the next step is today or was before. */
  teDoen: VraagCard[];
  voorstel: ProposedCard[]; kennismaking: ProposedCard[]; loopt: PairCard[];
  /** Of what runs, what is not just going on. */
  letop: PairCard[];
  aanbod: NodeOf<Around['aanbod']>[]; vog: NodeOf<Around['vog']>[]; signalen: NonNullable<ResultOf<typeof warned>['signalen']>['lijst']; verlopen: NodeOf<ResultOf<typeof warned>['verlopen']>[]; wensen: NodeOf<ResultOf<typeof warned>['wensen']>[];
  /** How many more ask for attention than one list holds. */
  meerSignalen: number;
  /** Everybody's: a worry does not wait for the one whose family it is. */
  zorgen: NodeOf<Around['zorgen']>[];
  telezen: NodeOf<ResultOf<typeof given>['telezen']>[];
  /** Whose desk this is: what is in somebody else's care is said so. */
  me: string;
  /** Only hers, and of whom she covers for. */
  mine: boolean;
  totals: { nieuw: number; intake: number; wachtend: number; voorstel: number; kennismaking: number; loopt: number };
};

/** `matcher`: only hers. What nobody has taken up yet is everybody's. */
export async function readBoard(matcher: string | null, me = matcher ?? ''): Promise<BoardData> {
  const voor = tomorrow();
  const [a, p, d, s, g, w] = await Promise.all([request(asked, { matcher }), request(paired, { matcher }), request(toDo, { matcher, voor }), request(around, { matcher, voor }), request(given, { me }), request(warned, { matcher })]);
  // With the rest of a matcher's list come those she covers for; the new ones that are theirs come too.
  const theirs = new Set([...nodes(a.intake), ...nodes(a.wachtend), ...nodes(p.loopt), ...nodes(d.teDoen), ...nodes(s.aanbod)].map((one) => one.matcher?.id));
  const nieuw = nodes(a.nieuw).filter((one) => !matcher || !one.matcher || one.matcher.id === matcher || theirs.has(one.matcher.id));
  const unclaimed = nodes(s.nieuwAanbod).filter((one) => !one.matcher);
  const aanbod = nodes(s.aanbod);
  return {
    nieuw, intake: nodes(a.intake), wachtend: nodes(a.wachtend), teDoen: nodes(d.teDoen),
    voorstel: nodes(p.voorstel), kennismaking: nodes(p.kennismaking), loopt: nodes(p.loopt), letop: nodes(p.letop),
    aanbod: [...aanbod, ...unclaimed.filter(({ id }) => !aanbod.some((one) => one.id === id))],
    vog: nodes(s.vog), signalen: w.signalen?.lijst ?? [], meerSignalen: (w.signalen?.totalCount ?? 0) - (w.signalen?.lijst.length ?? 0), verlopen: nodes(w.verlopen), wensen: nodes(w.wensen), zorgen: nodes(s.zorgen),
    telezen: nodes(g.telezen), me, mine: matcher !== null,
    totals: totals(a, p, nieuw.length),
  };
}

/** The midnight that ends today. */
function tomorrow(): string {
  const noon = instant(fieldsOf(new Date()).day)!;
  return instant(fieldsOf(new Date(Date.parse(noon) + 86_400_000)).day, '00:00')!;
}

function totals(a: Asked, p: Paired, nieuw: number): BoardData['totals'] {
  return {
    nieuw: nodes(a.nieuw).length < a.nieuw.totalCount ? a.nieuw.totalCount : nieuw,
    intake: a.intake.totalCount, wachtend: a.wachtend.totalCount,
    voorstel: p.voorstel.totalCount, kennismaking: p.kennismaking.totalCount, loopt: p.loopt.totalCount,
  };
}

export function nodes<C extends Connection>(connection: C): NodeOf<C>[] {
  return (connection.edges ?? []).flatMap((edge) => (edge?.node ? [edge.node as NodeOf<C>] : []));
}
