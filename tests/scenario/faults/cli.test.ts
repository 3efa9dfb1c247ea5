import { doctorFlow, initFlow } from './cli-flows.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(initFlow);
await playMatrix(doctorFlow);
