import { cardSelectionFlow } from './backlog-manager-flows.ts';
import { cardMoveFlow, moveFlow, plainCardMoveFlow } from './move-flow.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(cardMoveFlow, { reads: moveFlow });
await playMatrix(plainCardMoveFlow, { calls: cardMoveFlow });
await playMatrix(cardSelectionFlow, { reads: moveFlow });
