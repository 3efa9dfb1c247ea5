import { shell } from '../shell.ts';
import { superviseScript } from '../supervise-script.ts';

const raise = shell`
set -euo pipefail
umask 022
files=$1 uid=$2 grace=$3 program=$4 node=$5 relay=$6 folder=$7 ports=$8
shift 8
new=$files/root
mkdir "$new"
mount --rbind / "$new"

readonly_flags() {
  local flags=remount,bind,ro,nosuid flag
  for flag in nodev noexec; do
    if [[ ",$1," == *,$flag,* ]]; then flags+=,$flag; fi
  done
  printf %s "$flags"
}

# What cannot be made read-only, because another mount lies over it, is looked at again in the end.
stubborn=()
mapfile -t mounts </proc/self/mountinfo
for line in "\${mounts[@]}"; do
  read -r _ _ _ _ point options _ <<<"$line"
  printf -v point %b "\${point//\\/\\0}"
  case $point in "$new" | "$new"/*) ;; *) continue ;; esac
  case \${point#"$new"} in /proc | /proc/* | /dev | /dev/*) continue ;; esac
  mount -o "$(readonly_flags "$options")" "$point" 2>/dev/null || stubborn+=("$point")
done

mount -t tmpfs -o mode=755,nosuid,noexec tmpfs "$new/dev"
cp -a /dev/{null,zero,full,random,urandom,tty} "$new/dev/"
ln -s /proc/self/fd "$new/dev/fd"
ln -s /proc/self/fd/0 "$new/dev/stdin"
ln -s /proc/self/fd/1 "$new/dev/stdout"
ln -s /proc/self/fd/2 "$new/dev/stderr"
ln -s pts/ptmx "$new/dev/ptmx"
mkdir "$new"/dev/{pts,shm,old}
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,nosuid,noexec devpts "$new/dev/pts"
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$new/dev/shm"
mount -t proc -o hidepid=2,nosuid,nodev,noexec proc "$new/proc"

{ cat /etc/passwd; echo "interlock:x:$uid:$uid:Interlock:/nonexistent:/bin/bash"; } >"$files/passwd"
{ cat /etc/group; echo "interlock:x:$uid:"; } >"$files/group"
chmod 644 "$files"/{passwd,group}

expose() {
  if [ -d "$1" ]; then mkdir -p "$new$1"; else mkdir -p "$new\${1%/*}"; [ -e "$new$1" ] || : >"$new$1"; fi
  mount --bind "$1" "$new$1"
  mount -o "remount,bind,nosuid,nodev,$2" "$new$1"
}
while [ "$1" != -- ]; do
  path=$2
  case $1 in
    --hide)
      if [ -d "$new$path" ]; then
        mode=755
        case $path in /tmp | /var/tmp) mode=1777 ;; esac
        mount -t tmpfs -o "mode=$mode,nosuid,nodev" tmpfs "$new$path"
      fi ;;
    --cover) if [ -e "$new$path" ]; then mount --bind /dev/null "$new$path"; fi ;;
    --show) expose "$path" ro ;;
    --write) expose "$path" rw ;;
  esac
  shift 2
done
shift
for file in passwd group; do
  mount --bind "$files/$file" "$new/etc/$file"
  mount -o remount,bind,ro,nosuid,nodev "$new/etc/$file"
done
for point in "\${stubborn[@]}"; do
  if [ -d "$point" ]; then mount -t tmpfs -o ro,size=4k tmpfs "$point"
  elif [ -e "$point" ]; then mount --bind /dev/null "$point"
  fi
done

if [ -n "$ports" ]; then ip link set lo up; fi
cd "$new"
pivot_root . dev/old
umount -l /dev/old
rmdir /dev/old
mount -o remount,ro,nosuid,noexec /dev
cd /
drop=(setpriv --reuid="$uid" --regid="$uid" --clear-groups --no-new-privs
  --bounding-set=-all --inh-caps=-all --ambient-caps=-all)
`;

/**
 * Runs as root in new namespaces, where it is the first process: when it ends, the kernel ends all others. It makes a second
 * view of the system, in which everything is read-only and what is not for the engine is covered, and moves into it. Every
 * step has to succeed. Then it starts the program as the engine's user, without a capability or a way to get one.
 *
 * Paths are canonical: a link in one of them would lead out of the new view.
 * Arguments: the folder of this start, the user's number, the seconds that the program gets to end, the program's script,
 * what the relay needs (Node, its program, the folder and the ports, which may be none),
 * `--hide`, `--cover`, `--show` and `--write` with a path each, `--\`, the working directory, the program.
 */
export const wallScript = raise + superviseScript;
