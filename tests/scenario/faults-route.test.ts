import { playMatrix } from './faults/play-matrix.ts';
import { routeKeptFlow, routeMergeFlow } from './faults/route-flow.ts';

await playMatrix(routeMergeFlow);
await playMatrix(routeKeptFlow, { calls: routeMergeFlow });
