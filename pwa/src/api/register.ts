import { graphql, type VariablesOf } from './graphql.ts';

export const registerVraaggezin = graphql(`
  mutation RegisterVraaggezin($input: RegisterVraaggezinInput!) {
    registerVraaggezin(input: $input) {
      clientMutationId replayed
      vraaggezin { id version state }
      userErrors { code message path }
    }
  }
`);

export const registerSteungezin = graphql(`
  mutation RegisterSteungezin($input: RegisterSteungezinInput!) {
    registerSteungezin(input: $input) {
      clientMutationId replayed
      steungezin { id version state }
      userErrors { code message path }
    }
  }
`);

/** What the outbox adds itself is left out. */
export type VraagInput = Omit<VariablesOf<typeof registerVraaggezin>['input'], 'clientMutationId'>;
export type SteunInput = Omit<VariablesOf<typeof registerSteungezin>['input'], 'clientMutationId'>;
