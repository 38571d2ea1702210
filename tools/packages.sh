#!/bin/sh
# Install the Debian packages that are named and not yet here; say what is done, and what to do where it cannot be.
# Where releases name a package differently, it is given as old|new, and the first name that this release knows is taken.
set -eu
command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
is_here() {
    dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
}
for names in "$@"; do
    found="" known=""
    for package in $(echo "$names" | tr '|' ' '); do
        if is_here "$package"; then found=yes; fi
        if [ -z "$known" ] && [ -n "$(apt-cache show "$package" 2>/dev/null)" ]; then known=$package; fi
    done
    [ -n "$found" ] || missing="$missing ${known:-${names%%|*}}"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
    as=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as="sudo"
else
    echo "Missing system packages. Run this once, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing Debian packages:$missing"
$as apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $missing >/dev/null
