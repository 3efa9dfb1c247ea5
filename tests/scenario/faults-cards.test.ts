import { cardSelectionFlow } from './faults/backlog-manager-flows.ts';
import { cardMoveFlow, moveFlow, plainCardMoveFlow } from './faults/move-flow.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(cardMoveFlow, { reads: moveFlow });
await playMatrix(plainCardMoveFlow, { calls: cardMoveFlow });
await playMatrix(cardSelectionFlow, { reads: moveFlow });
