import { playMatrix } from './play-matrix.ts';
import { routeKeptFlow, routeMergeFlow } from './route-flow.ts';

await playMatrix(routeMergeFlow);
await playMatrix(routeKeptFlow, { calls: routeMergeFlow });
