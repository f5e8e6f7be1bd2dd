/** The desk of matchers and hosts: B1, a little shorter than what parents read. */
import board from './desk/board.ts';
import facts from './desk/facts.ts';
import lijst from './desk/lijst.ts';
import map from './desk/map.ts';
import pair from './desk/pair.ts';
import shell from './desk/shell.ts';
import steps from './desk/steps.ts';
import team from './desk/team.ts';
import uitleg from './desk/uitleg.ts';
import vandaag from './desk/vandaag.ts';
import whole from './desk/whole.ts';

export default { ...shell, ...board, ...facts, ...steps, ...pair, ...uitleg, ...lijst, ...map, ...team, ...vandaag, ...whole } as const;
