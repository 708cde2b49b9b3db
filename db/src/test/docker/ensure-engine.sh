#!/usr/bin/env bash
# Sees to it that a container engine runs: installs Debian's docker.io if there is none, and starts it if it does not run. Needs root.
set -euo pipefail

log=${TMPDIR:-/tmp}/deepwiki-dockerd.log

running() { [ -S /var/run/docker.sock ] && curl -fs -m 5 --unix-socket /var/run/docker.sock http://engine/_ping >/dev/null; }

running && exit 0
[ "$(id -u)" = 0 ] || { echo "No container engine runs, and only root can start one." >&2; exit 1; }
if ! command -v dockerd >/dev/null || ! command -v curl >/dev/null; then
    echo "Installing docker.io …"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io curl >/dev/null
fi
echo "Starting dockerd …"
setsid dockerd >"$log" 2>&1 </dev/null &
for _ in $(seq 60); do
    running && exit 0
    sleep 0.5
done
echo "dockerd did not come up; the end of $log:" >&2
tail -n 20 "$log" >&2
exit 1
