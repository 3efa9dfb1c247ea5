import { cardFlow, enteredTodoFlow, keptFlow, mergeFlow, splittingFlow } from './app-flows.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(mergeFlow);
await playMatrix(enteredTodoFlow, { reads: mergeFlow });
await playMatrix(splittingFlow, { reads: mergeFlow });
await playMatrix(cardFlow, { reads: mergeFlow });
await playMatrix(keptFlow, { calls: enteredTodoFlow });
