import type { BoardName } from './boards/incident-board.ts';
import { COMBINATIONS } from './interlocks.ts';
import { play } from './play.ts';
import type { Report, Row } from './report.ts';
import { spacingsOf } from './spacings.ts';

/** Rows are worlds of their own, in which runs wait now and then; three at a time keep two processor cores busy. */
const AT_ONCE = 3;

interface Options {
  readonly boardName: BoardName;
  readonly seed: number;
  readonly appKey: string;
  readonly stop: AbortSignal;
  readonly onProgress: (done: number, all: number) => void;
}

/** Plays every combination of interlocks at every spacing. The first row that cannot be played ends it. */
export async function playAll({ boardName, seed, appKey, stop, onProgress }: Options): Promise<Report> {
  const plans = COMBINATIONS.flatMap((interlocks) =>
    spacingsOf(interlocks).map(({ name }) => ({ interlocks, spacing: name, boardName, seed, appKey, stop })),
  );
  const rows: Row[] = [];
  const open = [...plans.entries()];
  let done = 0;
  const work = async (): Promise<void> => {
    for (let next = open.shift(); next; next = open.shift()) {
      const [index, plan] = next;
      rows[index] = await play(plan);
      done += 1;
      onProgress(done, plans.length);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, async () => {
    try {
      await work();
    } catch (error) {
      open.length = 0;
      throw error;
    }
  });
  const ended = await Promise.allSettled(workers);
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  return { scenario: 'incident', ...(boardName !== 'github-labels' && { board: boardName }), seed, rows };
}
