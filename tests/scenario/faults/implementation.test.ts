import { implementationFlow, secondVisitFlow, sharedItemFlow } from './implementation-flows.ts';
import { moveFlow } from './move-flow.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(implementationFlow, { reads: moveFlow });
await playMatrix(secondVisitFlow, { calls: implementationFlow });
await playMatrix(sharedItemFlow, { calls: implementationFlow });
