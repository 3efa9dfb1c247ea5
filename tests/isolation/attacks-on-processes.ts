import type { Attack } from './attack.ts';

/** Numbers of the system call, and of what is asked of it. https://man7.org/linux/man-pages/man2/ptrace.2.html */
const TRACE =
  '$call = `uname -m` =~ /aarch64/ ? 117 : 101; exit(syscall($call, 0x4206, $ENV{HOST} + 0, 0, 0) != 0)';

export const attacksOnProcesses: readonly Attack[] = [
  {
    title: 'reads the environment of the process that started it',
    script: "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep loot",
  },
  {
    title: 'reads the memory of the process that started it',
    needsTracing: true,
    script: [
      'at=$(grep "\\[stack\\]" "/proc/$HOST/maps" | cut -d" " -f1)',
      'from=$((0x${at%-*} / 4096)) to=$((0x${at#*-} / 4096))',
      'dd if="/proc/$HOST/mem" bs=4096 skip=$from count=$((to - from)) status=none | grep -aom1 "loot $NONCE"',
    ].join('; '),
  },
  {
    title: 'takes control of the process that started it',
    needsTracing: true,
    script: `perl -e '${TRACE}' && echo "loot $NONCE"`,
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
    needsRoot: true,
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
];
