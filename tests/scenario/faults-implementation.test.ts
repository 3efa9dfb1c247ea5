import { implementationFlow, secondVisitFlow } from './faults/implementation-flows.ts';
import { moveFlow } from './faults/move-flow.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(implementationFlow, moveFlow);
await playMatrix(secondVisitFlow, implementationFlow);
