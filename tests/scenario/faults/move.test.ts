import { moveFlow } from './move-flow.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(moveFlow);
