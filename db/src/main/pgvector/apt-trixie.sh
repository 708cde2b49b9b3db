# shellcheck shell=bash
# Sourced by scripts that want packages of Debian's suite trixie without touching the machine's own apt.

# trixie_apt DIR: prepares an apt state in DIR; afterwards apt_trixie runs apt-get on it.
trixie_apt() {
    local state=$1 uri keyring
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/etc/preferences.d" "$state/etc/apt.conf.d"
    : >"$state/status"
    uri=$(grep -hE '^(URIs:|deb )' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
        grep -oE 'https?://[^ ]+' | grep -v -- -security | head -n 1 || true)
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -n "$uri" ] || { echo "This needs a Debian machine: no package source was found in /etc/apt." >&2; return 1; }
    [ -f "$keyring" ] || { echo "Install debian-archive-keyring first." >&2; return 1; }
    {
        echo "deb [signed-by=$keyring] $uri trixie main"
        echo "deb-src [signed-by=$keyring] $uri trixie main"
    } >"$state/sources.list"
    APT_TRIXIE_OPTIONS=(
        -o "Dir::State=$state" -o "Dir::State::lists=$state/lists" -o "Dir::State::status=$state/status"
        -o "Dir::Cache=$state/cache" -o "Dir::Etc::sourcelist=$state/sources.list" -o "Dir::Etc::sourceparts=/dev/null"
        -o "Dir::Etc::preferencesparts=$state/etc/preferences.d" -o APT::Install-Recommends=false
    )
    [ "$(id -u)" != 0 ] || APT_TRIXIE_OPTIONS+=(-o APT::Sandbox::User=root)
    apt_trixie update -qq
}

apt_trixie() { apt-get -qq "${APT_TRIXIE_OPTIONS[@]}" "$@"; }
