import { moveFlow } from './faults/move-flow.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(moveFlow);
