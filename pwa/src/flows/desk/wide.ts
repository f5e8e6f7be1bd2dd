import { live } from '../../live.svelte.ts';

/** Room for a board and panels beside each other. */
const query = matchMedia('(min-width: 900px)');
export const wide = live(() => query.matches, (changed) => (query.addEventListener('change', changed), () => query.removeEventListener('change', changed)));
