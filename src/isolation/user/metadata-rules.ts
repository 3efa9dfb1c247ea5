/**
 * Addresses at which clouds give a machine its credentials, by the version of IP. Two of them also answer questions for
 * names. Those are asked by UDP, so that only TCP is closed.
 */
const METADATA = [
  ['-4', '169.254.0.0/16'],
  ['-4', '168.63.129.16/32'],
  ['-4', '100.100.100.200/32'],
  ['-4', '192.0.0.192/32'],
  ['-6', 'fd00:ec2::/32'],
  ['-6', 'fd20:ce::254/128'],
  ['-6', 'fe80::a9fe:a9fe/128'],
] as const;

function eachRule(verb: 'add' | 'del'): string {
  const commands = METADATA.map(([family, to]) => {
    const command = `ip ${family} rule ${verb} uidrange "$1-$1" to ${to} ipproto tcp priority 100 unreachable`;
    // Where there is no IPv6, nothing can be reached by it.
    return family === '-6' ? `if [ -e /proc/net/if_inet6 ]; then ${command}; fi` : command;
  });
  return commands.join('\n');
}

/**
 * Closes the addresses for one user and nobody else. An address that the machine has itself stays open: routes have no say
 * there. Runs as root, with the user's number as its argument.
 */
export const closeMetadataScript = `set -eu
if ! command -v ip >/dev/null; then echo 'the program ip is not there (package iproute2)' >&2; exit 1; fi
${eachRule('add')}`;

export const openMetadataScript = `exec 2>/dev/null
${eachRule('del')}
true`;
