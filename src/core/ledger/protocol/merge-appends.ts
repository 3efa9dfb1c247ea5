import type { Append } from './decide-append.ts';
import type { Answers } from './effect.ts';

export interface MergedAppend {
  readonly append: Append;
  /** What each of them is answered, in their order. */
  readonly share: (answer: Answers['append']) => readonly Answers['append'][];
}

/**
 * Several appends that follow one reading of the ledger, as one: their commands are decided one after the other, each on
 * what the ones before it leave. Nothing that one of them decides can be on the board before the entry is in the ledger; so
 * what each has read since is as good for it as if it had appended alone.
 */
export function mergeAppends(appends: readonly [Append, ...Append[]]): MergedAppend {
  const [first] = appends;
  if (appends.some(({ head }) => head !== first.head))
    throw new Error('These appends follow different readings');
  return {
    append: { ...first, commands: appends.flatMap(({ commands }) => commands) },
    share: (answer) => {
      let begin = 0;
      return appends.map(({ commands }) => {
        const end = begin + commands.length;
        const share =
          'verdicts' in answer ? { ...answer, verdicts: answer.verdicts.slice(begin, end) } : answer;
        begin = end;
        return share;
      });
    },
  };
}
