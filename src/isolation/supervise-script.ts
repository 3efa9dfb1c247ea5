import { shell } from './shell.ts';

/**
 * The end of each wall's script: runs as the first process behind the wall and starts the program, by `$drop` and with the
 * arguments that are left. When it ends, the kernel ends every other process in there, wherever it hid. The program is told
 * to end as soon as our end of the standard input is closed, also because we were killed.
 *
 * Where the network is closed, a relay is started first: by `$node`, with the program `$relay`, for the `$ports` that have a
 * socket in `$folder`.
 *
 * Takes `$program` and `$grace`, and descriptors 3 to 5 and 7 as the launching script opened them.
 */
export const superviseScript = shell`
if [ -n "$ports" ]; then
  read -ra ports <<<"$ports"
  exec 9< <(exec "\${drop[@]}" "$node" -e "$relay" "$folder" "\${ports[@]}" 2>&5 </dev/null)
  read -r -u 9 said || { echo 'the way to the model could not be opened' >&5; exit 1; }
  exec 9<&-
fi
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
