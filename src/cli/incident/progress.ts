interface ProgressOptions {
  readonly rows: number;
  /** Milliseconds since any fixed moment. */
  readonly now: () => number;
  readonly write: (text: string) => void;
  /** Whether a line can be written over. */
  readonly isTerminal: boolean;
}

export interface Progress {
  /** Says what is about to happen. */
  begin(): void;
  /** A row is done; called before it is shown. */
  clear(): void;
  /** Says how far it is, and about how long it still takes. */
  tell(done: number): void;
}

/**
 * What somebody is told who waits. How long a row takes differs by a factor of ten between machines, so it is measured: the
 * first row, which is played alone, tells about how long the rest takes, and every later one corrects it.
 */
export function createProgress({ rows, now, write, isTerminal }: ProgressOptions): Progress {
  const startedAt = now();
  let firstDoneAt: number | undefined;
  const [over, end] = isTerminal ? ['\r\x1b[K', ''] : ['', '\n'];
  return {
    begin: () => write(`Playing ${rows} rows with real processes. The first one takes a few seconds.${end}`),
    clear: () => write(over),
    tell: (done) => {
      firstDoneAt ??= now();
      if (done === rows) {
        write(isTerminal ? '' : `${done} of ${rows} rows, after ${seconds(now() - startedAt)}\n`);
        return;
      }
      write(`${done} of ${rows} rows, about ${seconds(estimate(done))} left${end}`);
    },
  };

  function estimate(done: number): number {
    const first = (firstDoneAt ?? now()) - startedAt;
    const later = done > 1 ? (now() - startedAt - first) / (done - 1) : first * OF_FIRST;
    return later * (rows - done);
  }
}

/** A later row next to the first one, which opens the stand-in and starts the app: two of them are played at a time. */
const OF_FIRST = 0.5;

function seconds(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}
