#!/usr/bin/env bash
# Both README commands in a bare Debian, as root and as an ordinary user. Needs root and debootstrap.
# `--no-tests` leaves out `make test`.
# The room is entered by pivot_root, not chroot: inside a chroot no user namespace can be made.
# Whatever pip on this machine is configured with goes along as environment and read-only mounts.
set -euo pipefail
cd "$(dirname "$0")/.."

room=$PWD/var/clean-room
log=$PWD/var/clean-room.log
suite=bookworm

if [ "$(id -u)" -ne 0 ]; then echo "The clean room needs root." >&2; exit 1; fi
if ! command -v debootstrap >/dev/null; then
  echo "debootstrap is missing: apt-get install debootstrap" >&2
  exit 1
fi

build_room() {
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Codename: $suite" | head -n 1)
  rm -rf "$room" "$room.new"
  debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates \
    "$suite" "$room.new" ${mirror:+"$mirror"}
  mv "$room.new" "$room"
}

lay_checkout() { # folder inside the room
  mkdir -p "$room$1"
  git ls-files -z | tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$room$1"
}

{
  echo "Clean room of commit $(git rev-parse --short HEAD), $(date --utc +%FT%TZ)"
  [ -d "$room" ] || build_room
  rm -rf "$room"/root/* "$room"/home/*
  grep -q '^visitor:' "$room/etc/passwd" || chroot "$room" useradd --create-home visitor
  lay_checkout /root/checkout
  lay_checkout /home/visitor/checkout
  chroot "$room" chown -R visitor: /home/visitor
  python3 scripts/clean_room_pip.py "$room"
  cp scripts/clean_room_inside.py "$room/"
  cp --dereference /etc/resolv.conf /etc/hosts "$room/etc/"
  unshare --mount --pid --fork --kill-child bash -euc '
    room=$1
    mount --make-rprivate /
    mount --bind "$room" "$room"
    mount --rbind /dev "$room/dev"
    mount -t proc proc "$room/proc"
    while IFS= read -r path; do
      mount --bind --read-only "$path" "$room$path"
    done < "$room/mounts"
    cd "$room"
    mkdir -p .outside
    pivot_root . .outside
    umount --lazy /.outside
    exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin python3 /clean_room_inside.py "${@:2}"
  ' room "$room" "$@"
} 2>&1 | sed --unbuffered "/file:\/\//d" | tee "$log"
