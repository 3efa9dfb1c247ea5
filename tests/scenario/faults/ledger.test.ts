import { selectionFlow } from './backlog-manager-flows.ts';
import { implementationFlow } from './implementation-flows.ts';
import { claimedFlow, claimedSelectionFlow, ledgerCardMoveFlow, ledgerMoveFlow } from './ledger-flows.ts';
import { cardMoveFlow, moveFlow } from './move-flow.ts';
import { playMatrix } from './play-matrix.ts';

await playMatrix(ledgerMoveFlow, { calls: moveFlow });
await playMatrix(ledgerCardMoveFlow, { calls: cardMoveFlow, reads: ledgerMoveFlow });
await playMatrix(claimedSelectionFlow, { calls: selectionFlow, reads: ledgerMoveFlow });
await playMatrix(claimedFlow, { calls: implementationFlow, reads: ledgerMoveFlow });
