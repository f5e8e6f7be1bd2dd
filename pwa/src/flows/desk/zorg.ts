/** A worry that a parent shared: what matchers do with it, step by step. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import type { Step } from './step.ts';

const query = graphql(`
  query ZorgPage($id: ID!) {
    zorgmelding(id: $id) {
      id version tekst createdAt gezienOp
      family { id name village contactgegevens { phone } vraaggezinnen { id } steungezinnen { id } }
      koppeling { id vraaggezin { family { id name } } steungezin { family { id name } } }
      stappen { id stap toelichting createdAt actor { id firstName } }
    }
  }
`);

export type Zorg = NonNullable<ResultOf<typeof query>['zorgmelding']>;

export async function readZorg(id: string): Promise<Zorg | null> {
  return (await request(query, { id })).zorgmelding;
}

const why = (optional: boolean) => [{ kind: 'words', name: 'toelichting', max: 2000, optional }] as const;
const step = (stap: string, rest: Pick<Step, 'icon' | 'tone' | 'fields'>): Step => ({
  key: `ZORG_${stap}`, op: 'recordZorgStap', type: 'RecordZorgStapInput', gives: 'zorgmelding', about: ({ id }) => ({ id, stap }), ...rest,
});
const steps: Record<string, Step> = {
  GEZIEN: step('GEZIEN', { icon: 'check', tone: 'main', fields: [] }),
  GESPROKEN: step('GESPROKEN', { icon: 'talk', fields: why(true) }),
  GEWOGEN: step('GEWOGEN', { icon: 'pen', fields: why(false) }),
  VEILIG_THUIS_GEBELD: step('VEILIG_THUIS_GEBELD', { icon: 'phone', fields: why(true) }),
  VEILIG_THUIS_NIET_GEBELD: step('VEILIG_THUIS_NIET_GEBELD', { icon: 'leave', fields: why(false) }),
  GESLOTEN: step('GESLOTEN', { icon: 'lock', fields: why(true) }),
};
export const allZorgSteps = Object.values(steps);

/** What may follow; the order is advice, and only the closing waits for the weighing. */
export function zorgSteps({ stappen }: Pick<Zorg, 'stappen'>): Step[] {
  const did = new Set<string>(stappen.map(({ stap }) => stap));
  if (did.has('GESLOTEN')) return [];
  if (!stappen.length) return [steps.GEZIEN!];
  const called = did.has('VEILIG_THUIS_GEBELD') || did.has('VEILIG_THUIS_NIET_GEBELD');
  return ['GESPROKEN', 'GEWOGEN', ...(called ? [] : ['VEILIG_THUIS_GEBELD', 'VEILIG_THUIS_NIET_GEBELD']), ...(did.has('GEWOGEN') && called ? ['GESLOTEN'] : [])].map((stap) => steps[stap]!);
}

/** The one that brings it further now. */
export function loudZorg({ stappen }: Pick<Zorg, 'stappen'>): string {
  const did = new Set<string>(stappen.map(({ stap }) => stap));
  const called = did.has('VEILIG_THUIS_GEBELD') || did.has('VEILIG_THUIS_NIET_GEBELD');
  return `ZORG_${!did.has('GESPROKEN') ? 'GESPROKEN' : !did.has('GEWOGEN') ? 'GEWOGEN' : called ? 'GESLOTEN' : ''}`;
}
