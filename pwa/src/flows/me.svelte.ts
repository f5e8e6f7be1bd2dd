import { readMe, type Me } from '../api/me.ts';
import { session } from '../api/session.ts';
import { keptMe } from './kept.ts';
import { useResource, type Resource } from '../offline/resource.svelte.ts';

/** My home, for a screen that only opens when somebody is signed in. */
export function useMe(): Resource<Me> {
  const id = session.viewer?.id ?? '';
  return useResource(keptMe, () => readMe(id));
}
