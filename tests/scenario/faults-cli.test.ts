import { doctorFlow, initFlow } from './faults/cli-flows.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(initFlow);
await playMatrix(doctorFlow);
