/** Where an attack is made, as variables of its environment. */
export interface Prey {
  /** A folder that everybody may write to, as `/opt` on hosted runners. */
  readonly OPEN: string;
  /** The action's own post step, which runs after the engine. */
  readonly POST: string;
  readonly ENV_FILE: string;
  /** In the home of the runner's user. */
  readonly SECRET_FILE: string;
  /** A program that runs as root, whoever starts it: what sudo is. */
  readonly SETUID: string;
  readonly SOCKETS: string;
  /** The process that started the engine. */
  readonly HOST: string;
  /** Another process of the runner's user. */
  readonly VICTIM: string;
  readonly NODE: string;
  /** Port of a server of the runner's. */
  readonly SERVICE: string;
  /** Port of what the engine may reach. */
  readonly MODEL: string;
  /** Unlike that of any other test. */
  readonly NONCE: string;
}

export interface Attack {
  readonly title: string;
  readonly script: string;
  /** What it leaves on the machine; left out, it prints loot or ends the victim. */
  readonly trace?: RegExp;
  /** Only a wall that closes the network stops it. */
  readonly isOfNetwork?: true;
}

/**
 * What a hostile program does, in bash. An attack that has success prints `loot` and the nonce, or leaves a file whose name
 * or content has the nonce outside of its own folders, or ends the victim, or outlives the run.
 */
export const attacks: readonly Attack[] = [
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
    title: "adds a command file beside the runner's",
    trace: /\/add_path_/,
    script: 'echo "$NONCE" > "$(dirname "$ENV_FILE")/add_path_$NONCE"',
  },
  {
    title: 'reads the environment of the process that started it',
    script: "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep loot",
  },
  {
    title: 'reads the memory of the process that started it',
    script: [
      'at=$(grep "\\[stack\\]" "/proc/$HOST/maps" | cut -d" " -f1)',
      'from=$((0x${at%-*} / 4096)) to=$((0x${at#*-} / 4096))',
      'dd if="/proc/$HOST/mem" bs=4096 skip=$from count=$((to - from)) status=none | grep -aom1 "loot $NONCE"',
    ].join('; '),
  },
  {
    title: 'reads the arguments of other processes',
    script: "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' | grep '^loot'",
  },
  {
    title: 'ends a process of the runner',
    script: 'kill -KILL "$VICTIM" && while grep -qs "^State:.[^ZX]" "/proc/$VICTIM/status"; do :; done',
  },
  {
    title: 'becomes root by a program that runs as root',
    script: '"$SETUID" | grep -q "euid=0" && echo "loot $NONCE"',
  },
  {
    title: 'leaves a process behind that hides',
    trace: /^process /,
    script: [
      'env -i setsid bash -c "exec -a outlives-$NONCE sleep infinity" </dev/null >/dev/null 2>&1 &',
      'until grep -qs "^outlives-$NONCE" /proc/[0-9]*/cmdline; do :; done',
    ].join('\n'),
  },
  {
    title: "reads a file of the runner's user by a link in the checkout",
    script: 'ln -s "$SECRET_FILE" link; cat link',
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
  {
    title: 'leaves files where the next run would find them',
    trace: /\/left-/,
    script: 'for place in /tmp /var/tmp /dev/shm; do echo "$NONCE" > "$place/left-$NONCE"; done',
  },
  {
    title: 'talks to a service that listens on the machine',
    isOfNetwork: true,
    script: 'exec 3<>"/dev/tcp/127.0.0.1/$SERVICE" && cat <&3',
  },
  {
    title: 'talks to the services that listen on sockets',
    script: [
      'for socket in $SOCKETS; do "$NODE" -e \'',
      'require("net").connect(process.argv[1]).on("error", () => {}).on("data", (data) => process.stdout.write(data))',
      '\' "$socket"; done',
    ].join(''),
  },
];

/** No attack: what the engine is there for. */
export const asksItsModel: Attack = {
  title: 'asks its model',
  script: 'exec 3<>"/dev/tcp/127.0.0.1/$MODEL" && cat <&3',
};
