import { selectionFlow } from './faults/backlog-manager-flows.ts';
import { implementationFlow } from './faults/implementation-flows.ts';
import {
  claimedFlow,
  claimedSelectionFlow,
  ledgerCardMoveFlow,
  ledgerMoveFlow,
} from './faults/ledger-flows.ts';
import { cardMoveFlow, moveFlow } from './faults/move-flow.ts';
import { playMatrix } from './faults/play-matrix.ts';

await playMatrix(ledgerMoveFlow, { calls: moveFlow });
await playMatrix(ledgerCardMoveFlow, { calls: cardMoveFlow, reads: ledgerMoveFlow });
await playMatrix(claimedSelectionFlow, { calls: selectionFlow, reads: ledgerMoveFlow });
await playMatrix(claimedFlow, { calls: implementationFlow, reads: ledgerMoveFlow });
