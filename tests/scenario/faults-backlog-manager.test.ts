import { allBlockedFlow, selectionFlow } from './faults/backlog-manager-flows.ts';
import { moveFlow } from './faults/move-flow.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(selectionFlow, { reads: moveFlow });
await playMatrix(allBlockedFlow, { reads: selectionFlow });
