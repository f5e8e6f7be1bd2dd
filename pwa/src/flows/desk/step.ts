/** A step as data: which mutation, which fields, how loud its button is. Words stand under
 *  `step.<key>`: .do on the button, .title and .lead over the form, .sure to send it. */
import { graphql, type Doc } from '../../api/graphql.ts';
import { newId, type TypeName } from '../../api/id.ts';
import type { IconName } from '../../look/icons.ts';
import type { Fault } from './act.svelte.ts';
import type { Field, Values } from './fields.ts';

export type Step = {
  key: string;
  op: string;
  type: string;
  gives: 'vraaggezin' | 'steungezin' | 'koppeling' | 'toestemming' | 'note' | 'family' | 'zorgmelding';
  icon: IconName;
  tone?: 'main' | 'danger';
  fields?: readonly Field[];
  /** The type of what is made, when a step makes something of its own. */
  makes?: TypeName;
  /** What the input says of the thing itself; its id and version unless told otherwise. */
  about?: (node: Subject, made: string) => Values;
};
export type Subject = { id: string; version: number; familyId?: string };
type Outcome = Record<string, { userErrors: Fault[] } | null>;

export function document({ op, type, gives }: Step): Doc<Outcome, { input: { clientMutationId: string } }> {
  const text = `mutation ${op[0]!.toUpperCase()}${op.slice(1)}($input: ${type}!) {
    ${op}(input: $input) { clientMutationId replayed ${gives} { id } userErrors { code message path } }
  }`;
  return graphql(text) as unknown as Doc<Outcome, { input: { clientMutationId: string } }>;
}

/** Made when the form opens, so that a second try makes nothing twice. */
export function madeId({ makes }: Step): string {
  return makes ? newId(makes) : '';
}

export function about({ about }: Step, node: Subject, made: string): Values {
  return about ? about(node, made) : { id: node.id, baseVersion: node.version };
}

/** Where the words over a field stand: a reason is asked differently at each step. */
export function labelOf(step: Step, field: Field): string {
  return field.label ?? (field.name === 'toelichting' ? `stap.${step.key}.why` : `in.${field.name}`);
}
