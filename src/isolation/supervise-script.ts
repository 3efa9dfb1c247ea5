import { shell } from './shell.ts';

/**
 * The end of each wall's script: runs as the first process behind the wall and starts the program, by `$drop` and with the
 * arguments that are left. When it ends, the kernel ends every other process in there, wherever it hid. The program is told
 * to end as soon as our end of the standard input is closed, also because we were killed.
 *
 * Takes `$program` and `$grace`, and descriptors 3 to 5 and 7 as the launching script opened them.
 */
export const superviseScript = shell`
echo ready >&5
exec 6<&0 0</dev/null 2>&7 7>&-
# Job control gives the program a group of its own, and signals as they come.
set -m +e
"\${drop[@]}" bash --norc --noprofile -p -c "$program" interlock-program "$@" 6<&- &
child=$!
set +m
exec 3<&- 4<&- 5>&-
{
  exec >/dev/null 2>&1
  while read -r -u 6 _; do :; done
  kill -TERM -- "-$child"
  sleep "$grace"
  kill -KILL -1
} &
exec >/dev/null 2>&1 6<&-
wait "$child"
exit $?
`;
