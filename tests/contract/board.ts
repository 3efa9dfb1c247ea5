import { describeMoves } from './board-moving.ts';
import { describeListing, describeReading } from './board-reading.ts';
import { describeSeeing } from './board-seeing.ts';
import { describeSelecting } from './board-selecting.ts';
import type { CreateBoardWorld } from './board-world.ts';
import { describeBrokenWrites, describeWriting } from './board-writing.ts';

/**
 * What every provider of boards must do. A provider passes by a `BoardWorld` of its own, over the wire and with a real
 * state behind it; each case judges by that state, not by what the board says of itself.
 */
export function describeBoard(name: string, createWorld: CreateBoardWorld): void {
  describeReading(name, createWorld);
  describeListing(name, createWorld);
  describeWriting(name, createWorld);
  describeMoves(name, createWorld);
  describeBrokenWrites(name, createWorld);
  describeSelecting(name, createWorld);
  describeSeeing(name, createWorld);
}
