/** Whose list it is: a name, and the dossier to go back to. An admin sees no families, and then has neither. */
import { graphql, request } from '../../api/graphql.ts';

const query = graphql(`
  query NameOf($id: ID!) {
    family(id: $id) { id name vraaggezinnen { id } steungezinnen { id } }
  }
`);

export async function readName(id: string): Promise<{ name: string; href: string } | null> {
  const { family } = await request(query, { id });
  if (!family) return null;
  const vraag = family.vraaggezinnen.at(-1), steun = family.steungezinnen.at(-1);
  return { name: family.name, href: vraag ? `/werkplek/vraag/${vraag.id}` : steun ? `/werkplek/steun/${steun.id}` : '/werkplek/gezinnen' };
}
