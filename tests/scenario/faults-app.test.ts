import { enteredTodoFlow, mergeFlow, splittingFlow } from './faults/app-flows.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(mergeFlow);
await playMatrix(enteredTodoFlow, { reads: mergeFlow });
await playMatrix(splittingFlow, { reads: mergeFlow });
