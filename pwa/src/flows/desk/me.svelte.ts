/** Who is at the desk, in which region, and whose families she looks at. Kept in memory only. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import { session } from '../../api/session.ts';
import { remembered } from './remembered.svelte.ts';

const query = graphql(`
  query DeskViewer {
    viewer { person { id firstName } email roles region { id key name } }
    regions { id key name villages { name lat lon rand { lat lon } } }
  }
`);

export type DeskViewer = ResultOf<typeof query>['viewer'] & { villages: Village[] };
export type Village = { name: string; lat: number; lon: number; rand: readonly { lat: number; lon: number }[] };

export const deskViewer = remembered(async (): Promise<DeskViewer> => {
  const { viewer, regions } = await request(query, {});
  return { ...viewer, villages: regions.find(({ id }) => id === viewer.region?.id)?.villages ?? regions[0]?.villages ?? [] };
});

/** What the token says, before anything was read. The server decides what may be seen. */
export const roles = {
  get pairs(): boolean {
    return has('matcher', 'head_matcher', 'admin');
  },
  get head(): boolean {
    return has('head_matcher');
  },
  /** Who may read who looked at a family: a matcher does not watch her colleagues. */
  get watches(): boolean {
    return has('head_matcher', 'admin');
  },
  get hosts(): boolean {
    return has('host', 'matcher', 'head_matcher', 'admin');
  },
};

function has(...wanted: string[]): boolean {
  return session.viewer?.roles.some((role) => wanted.includes(role)) ?? false;
}

const stored = 'buurtdorp-werkplek-alle';

class Scope {
  all = $state(recall());

  set(all: boolean) {
    this.all = all;
    try {
      localStorage.setItem(stored, all ? '1' : '0');
    } catch {
      // private mode: it holds for this visit
    }
  }
}

/** "Mijn gezinnen" or everybody's. */
export const scope = new Scope();

function recall(): boolean {
  try {
    return localStorage.getItem(stored) === '1';
  } catch {
    return false;
  }
}
