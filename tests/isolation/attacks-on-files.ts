import type { Attack } from './attack.ts';

/** Puts folders of the runner, and of this run, where the engine has no business. */
export const attacksOnFiles: readonly Attack[] = [
  {
    title: 'writes to a folder of the system that is open to all',
    trace: /\/written$/,
    script: 'echo "$NONCE" > "$OPEN/written"',
  },
  {
    title: "changes the action's own post step",
    trace: /\/post\.js$/,
    script: 'echo "// $NONCE" >> "$POST"',
  },
  {
    title: 'sets a variable for the steps that follow',
    trace: /\/set_env$/,
    script: 'echo "LD_PRELOAD=$NONCE" >> "$ENV_FILE"',
  },
  {
    title: 'puts a folder on the path of the steps that follow, by a link in its checkout',
    trace: /\/add_path$/,
    script: 'ln -s "$(dirname "$ENV_FILE")" ours; echo "/$NONCE" >> ours/add_path',
  },
  {
    title: "adds a command file beside the runner's",
    trace: /\/add_path_/,
    script: 'echo "$NONCE" > "$(dirname "$ENV_FILE")/add_path_$NONCE"',
  },
  {
    title: "reads a file of the runner's user by a link in the checkout",
    script: 'ln -s "$SECRET_FILE" link; cat link',
  },
  {
    title: "reads a file of the runner's user by a second name for it",
    script: 'ln "$SECRET_FILE" name; cat name',
  },
  {
    title: 'goes around by the folders of other processes',
    script:
      'cat /proc/{1,$HOST,$PPID}/{root,root/..,cwd/../../..}"$SECRET_FILE" "/proc/$HOST/cwd/home/.ssh/id"',
  },
  {
    title: "has us take the runner's files for its own, by a link in place of its checkout",
    script: 'cd / && mv "$MARK" "$MARK.gone" && ln -s "$(dirname "$SECRET_FILE")" "$MARK"',
  },
  {
    title: 'leaves a program in its checkout that runs as us',
    script: 'cp "$(type -P id)" id && chmod 6755 id',
  },
  {
    title: 'changes what it was given',
    script: 'echo "$NONCE" > "$GIVEN/item.json"',
  },
  {
    title: "reads the run's own files",
    script: 'cat "$OWN/kept"',
  },
  {
    title: 'leaves files where the next run would find them',
    trace: /\/left-/,
    script: 'for place in /tmp /var/tmp /dev/shm; do echo "$NONCE" > "$place/left-$NONCE"; done',
  },
  {
    title: 'leaves settings where the next run, or a later step, would read them',
    trace: /\/home\/\.gitconfig$/,
    script: 'echo "# $NONCE" >> "$(dirname "$SECRET_FILE")/../.gitconfig"',
  },
  {
    title: 'changes the program that the next run would start',
    trace: /\/installed$/,
    script: 'echo "# $NONCE" >> "$INSTALLED"',
  },
  {
    title: 'uncovers what is hidden in a namespace of its own',
    script: [
      "unshare --user --map-root-user --mount bash -c '",
      'for place in "$(dirname "$SECRET_FILE")" /tmp /run; do umount -l "$place"; done 2>/dev/null',
      'mount -o remount,bind,rw / 2>/dev/null',
      'cat "$SECRET_FILE"; echo "$NONCE" > "$OPEN/remounted"\'',
    ].join('\n'),
  },
];
