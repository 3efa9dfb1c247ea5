import { allBlockedFlow, selectionFlow } from './faults/backlog-manager-flows.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(selectionFlow);
await playMatrix(allBlockedFlow);
