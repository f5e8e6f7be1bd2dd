/** My colleagues, as read last. */
import { session } from '../../api/session.ts';
import { remembered } from './remembered.svelte.ts';
import { readTeam } from './team.ts';

export const team = remembered(() => readTeam(session.viewer?.id ?? ''));
