#!/usr/bin/env bash
# Builds pgvector's vector.so for linux-amd64 and linux-arm64 into ../resources/pgvector, with licence and checksums.
# With --check it builds elsewhere and says whether the bytes are those of ../resources/pgvector.
#
# Needs Debian 12 with gcc, gcc-aarch64-linux-gnu and binutils-aarch64-linux-gnu. Sources and server headers come from
# Debian's suite trixie through an apt state of our own: nothing is installed, and the machine's own sources stay as they are.
# The same compiler gives the same bytes each time, wherever it works.
set -euo pipefail
export LC_ALL=C

version=0.8.0
here=$(cd "$(dirname "$0")" && pwd)
resources=$(cd "$here/../resources/pgvector" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case ${1:-} in
'') out=$resources ;;
--check) out=$work/out ;;
*) echo "usage: $0 [--check]" >&2 && exit 64 ;;
esac
missing=()
for tool in gcc:gcc aarch64-linux-gnu-gcc:gcc-aarch64-linux-gnu dpkg-deb:dpkg tar:tar xz:xz-utils; do
    command -v "${tool%%:*}" >/dev/null || missing+=("${tool#*:}")
done
[ ${#missing[@]} = 0 ] || { echo "Install first: ${missing[*]}" >&2; exit 1; }

# shellcheck source=apt-trixie.sh
. "$here/apt-trixie.sh"
trixie_apt "$work/apt"

mkdir -p "$work/packages" "$work/source" "$out"
cd "$work/packages"
apt_trixie source --download-only pgvector >/dev/null
[ -n "$(find . -name "pgvector_$version.orig.tar.*")" ] ||
    { echo "The suite trixie no longer has pgvector $version: $(ls)" >&2; exit 1; }
tar -xf "pgvector_$version".orig.tar.* -C "$work/source" --strip-components=1
apt_trixie download postgresql-server-dev-17 libpq-dev >/dev/null
for deb in ./*.deb; do dpkg-deb -x "$deb" "$work/headers"; done

build() { # name, compiler, further flags
    local name=$1 cc=$2 headers=$work/headers/usr/include/postgresql
    shift 2
    mkdir -p "$out/$name"
    cp -r "$work/source/src" "$work/build-$name"
    cd "$work/build-$name"
    # Messages name the file they come from: without the map, the headers' temporary folder would be in the library.
    for file in *.c; do
        "$cc" -O2 -fPIC -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math -fno-math-errno -fwrapv \
            -fno-strict-aliasing -D_GNU_SOURCE "-ffile-prefix-map=$work=." "$@" \
            -I. -I"$headers/17/server" -I"$headers/internal" -c "$file"
    done
    "$cc" -shared -s -o "$out/$name/vector.so" ./*.o -lm -Wl,--as-needed -Wl,-z,relro,-z,now
    chmod 644 "$out/$name/vector.so"
}
build linux-amd64 gcc -fexcess-precision=standard
build linux-arm64 aarch64-linux-gnu-gcc

install -m 644 "$work/source/LICENSE" "$out/LICENSE"
install -m 644 "$work/source/vector.control" "$out/vector.control"
install -m 644 "$work/source/sql/vector.sql" "$out/vector--$version.sql"
cd "$out"
if [ "$out" = "$resources" ]; then
    sha256sum linux-amd64/vector.so linux-arm64/vector.so vector.control "vector--$version.sql" >SHA256SUMS
    cat SHA256SUMS
else
    sha256sum --check "$resources/SHA256SUMS"
    cmp LICENSE "$resources/LICENSE"
fi
