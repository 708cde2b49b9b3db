#!/usr/bin/env bash
# Builds pgvector's vector.so for linux-amd64 and linux-arm64 into ../resources/pgvector, with licence and checksums.
#
# Needs Debian 12 or newer with gcc, gcc-aarch64-linux-gnu and binutils-aarch64-linux-gnu. Sources and server headers come from
# Debian's suite trixie through an apt state of our own: nothing is installed, and the machine's own sources stay as they are.
# The same compiler gives the same bytes each time.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$here/../resources/pgvector" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck source=apt-trixie.sh
. "$here/apt-trixie.sh"
trixie_apt "$work/apt"

cd "$work"
apt_trixie source --download-only pgvector >/dev/null
mkdir source && tar -xf pgvector_*.orig.tar.* -C source --strip-components=1
apt_trixie download postgresql-server-dev-17 libpq-dev >/dev/null
for deb in ./*.deb; do dpkg-deb -x "$deb" headers; done

build() { # name, compiler, further flags
    local name=$1 cc=$2
    shift 2
    local headers=$work/headers/usr/include/postgresql
    mkdir -p "$work/build-$name" "$out/$name"
    (
        cd "$work/build-$name"
        cp -r "$work/source/src" .
        cd src
        for file in *.c; do
            "$cc" -O2 -fPIC -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math -fno-math-errno -fwrapv \
                -fno-strict-aliasing -D_GNU_SOURCE "$@" -I. -I"$headers/17/server" -I"$headers/internal" -c "$file"
        done
        "$cc" -shared -s -o vector.so ./*.o -lm -Wl,--as-needed -Wl,-z,relro,-z,now
        cp vector.so "$out/$name/vector.so"
    )
}
build linux-amd64 gcc -fexcess-precision=standard
build linux-arm64 aarch64-linux-gnu-gcc

cp "$work/source/LICENSE" "$out/LICENSE"
cp "$work/source/vector.control" "$out/vector.control"
cp "$work/source/sql/vector.sql" "$out/vector--0.8.0.sql"
cd "$out" && sha256sum linux-amd64/vector.so linux-arm64/vector.so vector.control vector--0.8.0.sql >SHA256SUMS
cat SHA256SUMS
