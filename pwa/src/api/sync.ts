/** What this phone keeps, asked page by page (docs/api-sync.md). Which fields: offline/keeps.ts. */
import { graphql, type ResultOf } from './graphql.ts';

export const pullMeetups = graphql(`
  query PullMeetups($at: MeetupSyncInputCheckpoint, $limit: Int!) {
    page: pullMeetupSync(checkpoint: $at, limit: $limit) {
      documents {
        _deleted id version title description thema kind startsAt endsAt placeId placeName street postcode village lat lon access
        languages doelgroepen capacity freePlaces withChildren ageFrom ageTo cancelledAt
      }
      checkpoint { cursor }
    }
  }
`);

export const pullSignups = graphql(`
  query PullSignups($at: SignupSyncInputCheckpoint, $limit: Int!) {
    page: pullSignupSync(checkpoint: $at, limit: $limit) {
      documents { _deleted id version meetupId name state adults children waitingPlace presentAdults presentChildren }
      checkpoint { cursor }
    }
  }
`);

export const pullKoppelingen = graphql(`
  query PullKoppelingen($at: KoppelingSyncInputCheckpoint, $limit: Int!) {
    page: pullKoppelingSync(checkpoint: $at, limit: $limit) {
      documents {
        _deleted id version state kant andereNaam verlooptOp kennismakingOp kennismakingPlaats proefVan proefTot pauzeTot
        mogelijk voorstelGezegd kennismakingGezegd afsprakenGezegd
        afspraken wanneer halenBrengen eten telefoon allergie noodnummer overig
        reisband soorten dagdelen talen leeftijden dieren
      }
      checkpoint { cursor }
    }
  }
`);

/** Where the own household stands is read with the rest of it (me.ts); this tells that it changed. */
export const pullFamilies = graphql(`
  query PullFamilies($at: FamilySyncInputCheckpoint, $limit: Int!) {
    page: pullFamilySync(checkpoint: $at, limit: $limit) { documents { _deleted id version } checkpoint { cursor } }
  }
`);

export const syncWake = graphql(`subscription SyncWake { syncWake { seq } }`);

type DocOf<T> = Omit<NonNullable<ResultOf<T>['page' & keyof ResultOf<T>]> extends { documents: (infer D)[] } ? D : never, '_deleted'>;
export type MeetupDoc = DocOf<typeof pullMeetups>;
export type SignupDoc = DocOf<typeof pullSignups>;
export type KoppelingDoc = DocOf<typeof pullKoppelingen>;
export type FamilyDoc = DocOf<typeof pullFamilies>;
export type Docs = { meetups: MeetupDoc; signups: SignupDoc; koppelingen: KoppelingDoc; families: FamilyDoc };
export type Kind = keyof Docs;
