/** Everything a matcher knows of a family, on one page. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';

const household = graphql(`
  fragment Household on Family {
    id version name village talen adults vervoer confirmedAt wissenOp versheid gevraagdOp
    children { id firstName birthMonth age }
    contactgegevens { id version lastName email phone street houseNumber postcode bereikVia bereikOp }
    zorgFeiten { id kind toelichting dieren zorgtaken astma }
    toestemmingen { id doel giver givenAt withdrawnAt mondeling child { id } }
    jaNodig { wie nummer child { id firstName age } toestemming { id giver givenAt mondeling } }
    notes { id kind text createdAt author { id firstName } }
    vraaggezinnen { id state aangemeldOp }
    steungezinnen { id state aangemeldOp }
    uitElkaar { id toelichting sinds met { id name village } }
  }
`);
const pairLine = graphql(`
  fragment PairLine on Koppeling {
    id state verlooptOp kennismakingOp proefTot actiefSinds
    vraaggezin { id family { id name village } }
    steungezin { id family { id name village } }
    steps { id step toState createdAt toelichting reden actor { id firstName } ontheffingen { key door reden gesprokenOp } }
  }
`);
const vraagQuery = graphql(
  `
  query VraagDossier($id: ID!) {
    vraaggezin(id: $id) {
      id version state soorten weetNogNiet dagdelen weken keerPerMaand maxReisMinuten maanden gezelschap opvoeding interesses ervaring bangVoor
      wensTuin wensRustig wensHuisdieren tolk nietEigenDorp eigenWoorden zorgBesproken gezag bezwaar urgentie gesprekken
      aangemeldOp wachtendSinds pauzeTot volgendeStap volgendeDatum
      matcher { id firstName }
      waarnemer { id firstName }
      overdracht { id naar { id firstName } }
      family { ...Household }
      koppelingen { ...PairLine }
    }
  }
`,
  [household, pairLine],
);
const steunQuery = graphql(
  `
  query SteunDossier($id: ID!) {
    steungezin(id: $id) {
      id version state soorten dagdelen weken keerPerMaand maxReisMinuten maanden capaciteit vrij haalt leeftijdVan leeftijdTot maxKinderen
      dieren dierenBekend rookt toegankelijk zorgtaken zorgtakenBekend tuin rustig opvoeding interesses ervaring nietEigenDorp eigenWoorden
      aangemeldOp beschikbaarSinds pauzeTot volgendeStap volgendeDatum
      matcher { id firstName }
      waarnemer { id firstName }
      overdracht { id naar { id firstName } }
      family { ...Household }
      koppelingen { ...PairLine }
      screening {
        id gesprekOp huisbezoekOp huisregelsOp trainingOp teDoen
        vogs { id voornaam afgegevenOp functieaspect gezienOp geldigTot gezienDoor { id firstName } }
        referenties { id relatie positief gesprokenOp gesprokenDoor { id firstName } }
      }
    }
  }
`,
  [household, pairLine],
);

export type VraagDossier = NonNullable<ResultOf<typeof vraagQuery>['vraaggezin']>;
export type SteunDossier = NonNullable<ResultOf<typeof steunQuery>['steungezin']>;
export type Household = NonNullable<VraagDossier['family']>;
export type PairLine = VraagDossier['koppelingen'][number];
export type Screening = NonNullable<SteunDossier['screening']>;

export async function readVraag(id: string): Promise<VraagDossier | null> {
  return (await request(vraagQuery, { id })).vraaggezin;
}

export async function readSteun(id: string): Promise<SteunDossier | null> {
  return (await request(steunQuery, { id })).steungezin;
}
