import { allBlockedFlow, selectionFlow } from './backlog-manager-flows.ts';
import { moveFlow } from './move-flow.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(selectionFlow, { reads: moveFlow });
await playMatrix(allBlockedFlow, { reads: selectionFlow });
