/** "Vergeet ons": a family asks to be forgotten, and can take that back for 30 days. */
import { graphql } from '../api/graphql.ts';
import { newKey } from '../api/id.ts';
import { box } from '../offline/phone.ts';

const forgetMutation = graphql(`
  mutation ForgetFamily($input: ForgetFamilyInput!) {
    forgetFamily(input: $input) {
      clientMutationId replayed
      family { id wissenOp }
      userErrors { code message path }
    }
  }
`);
const keepMutation = graphql(`
  mutation KeepFamily($input: KeepFamilyInput!) {
    keepFamily(input: $input) {
      clientMutationId replayed
      family { id wissenOp }
      userErrors { code message path }
    }
  }
`);

export const forgetTarget = 'forget';

export async function forget(id: string) {
  await send('forgetFamily', forgetMutation as unknown as string, id);
}

export async function keep(id: string) {
  await send('keepFamily', keepMutation as unknown as string, id);
}

async function send(op: string, query: string, id: string) {
  await box().outbox.add({ op, query, key: newKey(), input: { id }, target: forgetTarget });
}
