import { spacingsOf } from './expected.ts';
import { COMBINATIONS, type Interlocks } from './interlocks.ts';
import { play } from './play.ts';
import { isInvalid, type Row, type RowName } from './report.ts';
import { openVenue, type Venue, type VenueOptions } from './venue.ts';

/** Runs wait for each other now and then: three rows at a time keep two processor cores busy. */
const VENUES = 3;

/** The rows of some combinations, in the order of the table. */
export function rowsOf(combinations: readonly Interlocks[]): readonly RowName[] {
  return COMBINATIONS.filter((one) => combinations.includes(one)).flatMap((interlocks) =>
    spacingsOf(interlocks).map(({ name }) => ({ interlocks, spacing: name })),
  );
}

interface Options extends VenueOptions {
  readonly rows: readonly RowName[];
  /** Called with each row, in the order of the table, as soon as it and those before it are there. */
  readonly onRow: (row: Row) => void;
}

/** Plays the rows. One that cannot be played at all ends it; an invalid one is a row like any other. */
export async function playAll({ rows, onRow, ...options }: Options): Promise<readonly Row[]> {
  const open = [...rows.entries()];
  const played: Row[] = [];
  let told = 0;
  const work = async (): Promise<void> => {
    const place = createPlace(options);
    try {
      for (let next = open.shift(); next; next = open.shift()) {
        const [index, name] = next;
        played[index] = await place.play(name);
        for (let row = played[told]; row; row = played[told]) {
          onRow(row);
          told += 1;
        }
        // Somebody waits for the first row: until then it has the machine for itself.
        if (index === 0) others.push(...Array.from({ length: VENUES - 1 }, work));
      }
    } catch (error) {
      open.length = 0;
      throw error;
    } finally {
      await place.close();
    }
  };
  const others: Promise<void>[] = [];
  const ended = [await settle(work()), ...(await Promise.allSettled(others))];
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  return played;
}

async function settle(work: Promise<void>): Promise<PromiseSettledResult<void>> {
  const [end] = await Promise.allSettled([work]);
  return end;
}

/** A venue, opened when it is needed. After an invalid row it is another one: what is left undone would still go on. */
function createPlace(options: VenueOptions): {
  readonly play: (name: RowName) => Promise<Row>;
  readonly close: () => Promise<void>;
} {
  let venue: Venue | undefined;
  const close = async (): Promise<void> => {
    await venue?.[Symbol.asyncDispose]();
    venue = undefined;
  };
  return {
    play: async (name) => {
      venue ??= await openVenue(options);
      const row = await play(name, await venue.arrange(name.interlocks));
      if (isInvalid(row)) await close();
      return row;
    },
    close,
  };
}
