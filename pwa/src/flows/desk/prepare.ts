/** What a matcher wants in her hand when two families meet for the first time: both in their own words, what to
 *  mind, who fetches, and what nobody asked yet. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import { mind, words } from './lines.ts';
import { say } from './say.ts';

const query = graphql(`
  query PrepareMeeting($vraag: ID!, $steun: ID!) {
    vraaggezin(id: $vraag) {
      id eigenWoorden bangVoor nietEigenDorp tolk bezwaar
      family { id name vervoer children { id firstName age } zorgFeiten { kind toelichting dieren zorgtaken astma } }
    }
    steungezin(id: $steun) { id eigenWoorden dieren dierenBekend rookt haalt family { id name vervoer children { id firstName age } } }
    fit(vraaggezin: $vraag, steungezin: $steun) { vragen hard { key outcome reason } }
  }
`);

type Read = ResultOf<typeof query>;
export type Card = { sides: { kant: 'VRAAG' | 'STEUN'; name: string; words: string; mind: string[] }[]; fetch: string[]; ask: string[] };

/** From which age a child says yes itself (domain.md 5b). */
const itself = 12;

export async function readPrepare(vraag: string, steun: string): Promise<Card | null> {
  return cardOf(await request(query, { vraag, steun }));
}

export function cardOf({ vraaggezin: asks, steungezin: gives, fit }: Read): Card | null {
  if (!asks?.family || !gives?.family) return null;
  const home = [
    ...(gives.dieren.length ? [say('prepare.animals', { what: words(gives.dieren, 'dier').toLowerCase() })] : gives.dierenBekend ? [say('prepare.animals.none')] : []),
    ...(gives.rookt ? [say('prepare.smoke')] : []),
  ];
  return {
    sides: [
      { kant: 'VRAAG', name: asks.family.name, words: asks.eigenWoorden, mind: mind(asks) },
      { kant: 'STEUN', name: gives.family.name, words: gives.eigenWoorden, mind: home },
    ],
    fetch: [
      say(gives.haalt ? 'prepare.fetch.steun' : 'prepare.fetch.vraag'),
      ...[asks, gives].flatMap(({ family }) => (family!.vervoer.length ? [say('prepare.with', { name: family!.name, what: words(family!.vervoer, 'vervoer') })] : [])),
    ],
    ask: [
      ...new Set([
        ...(fit?.vragen ?? []),
        ...(fit?.hard ?? []).filter(({ outcome }) => outcome === 'ONBEKEND').map(({ reason }) => reason),
        ...asks.family.children.filter(({ age }) => age >= itself).map(({ firstName }) => (firstName ? say('prepare.child', { name: firstName }) : say('prepare.child.other'))),
      ]),
    ],
  };
}
