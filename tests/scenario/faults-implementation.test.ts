import { implementationFlow, secondVisitFlow, sharedItemFlow } from './faults/implementation-flows.ts';
import { moveFlow } from './faults/move-flow.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(implementationFlow, { reads: moveFlow });
await playMatrix(secondVisitFlow, { calls: implementationFlow });
await playMatrix(sharedItemFlow, { calls: implementationFlow });
