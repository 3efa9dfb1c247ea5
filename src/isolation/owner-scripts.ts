import { shell } from './shell.ts';

/** Arguments: the owner as `user:group`, and the folders. No link is followed. */
export const handOverScript = shell`
set -eu
owner=$1
shift
chown -hR -- "$owner" "$@"
`;

/**
 * Makes readable what an engine made unreadable, and removable what it locked. A program that would run as us, by its
 * set-user-id bit, loses that bit. Arguments: the folders.
 */
export const unlockScript = shell`
set -eu
find -P "$@" -type d ! -perm -700 -exec chmod u+rwx {} \;
find -P "$@" -type f -perm /6000 -exec chmod ug-s {} +
find -P "$@" -type f ! -perm -400 -exec chmod u+r {} +
`;

/** A file of the engine's that runs as its owner must not become one that runs as us. Arguments as for `handOverScript`. */
export const takeBackScript = shell`
set -eu
owner=$1
shift
find -P "$@" -type f -perm /6000 -exec chmod ug-s {} +
chown -hR -- "$owner" "$@"
find -P "$@" -type d ! -perm -700 -exec chmod u+rwx {} +
find -P "$@" -type f ! -perm -400 -exec chmod u+r {} +
`;
