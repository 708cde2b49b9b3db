#!/usr/bin/env bash
# Assembles the image deepwiki/postgres-pgvector:17 for the tests from packages of Debian's suite trixie. Nothing is pulled.
set -euo pipefail

image=deepwiki/postgres-pgvector:17
here=$(cd "$(dirname "$0")" && pwd)
docker image inspect "$image" >/dev/null 2>&1 && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=../../main/pgvector/apt-trixie.sh
. "$here/../../main/pgvector/apt-trixie.sh"
trixie_apt "$work/apt"

echo "Assembling $image …"
mkdir "$work/debs" "$work/root"
apt_trixie install --download-only -y -o Dir::Cache::archives="$work/debs" \
    postgresql-17 postgresql-17-pgvector busybox-static libc-bin >/dev/null
for deb in "$work"/debs/*.deb; do
    case $(basename "$deb") in
    perl* | libperl* | systemd* | libsystemd-shared* | libllvm* | libclang* | udev* | dbus* | libgcc-*-dev*) continue ;;
    esac
    dpkg-deb -x "$deb" "$work/root"
done
cd "$work/root"
rm -rf usr/share/doc usr/share/man usr/share/locale usr/lib/postgresql/17/lib/llvmjit* usr/lib/postgresql/17/lib/bitcode
for directory in bin sbin lib lib64; do [ -e "$directory" ] || ln -s "usr/$directory" "$directory"; done
mkdir -p tmp proc sys dev etc var/lib/postgresql usr/local/bin
chmod 1777 tmp
for tool in sh chown mkdir cat id su env printf ls; do [ -e "usr/bin/$tool" ] || ln -s busybox "usr/bin/$tool"; done
echo 'root:x:0:0:root:/root:/bin/sh
postgres:x:999:999:postgres:/var/lib/postgresql:/bin/sh' >etc/passwd
echo 'root:x:0:
postgres:x:999:' >etc/group
cat >usr/local/bin/entrypoint <<'ENTRY'
#!/bin/sh
set -e
bin=/usr/lib/postgresql/17/bin
data=/var/lib/postgresql/data
user=${POSTGRES_USER:-postgres}
mkdir -p $data /var/run/postgresql
chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql
printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
chown postgres /tmp/password
su postgres -c "$bin/initdb -D $data -U $user -A scram-sha-256 --pwfile=/tmp/password -E UTF8 --locale=C --no-sync" >/dev/null
echo "host all all all scram-sha-256" >>$data/pg_hba.conf
if [ "${POSTGRES_DB:-postgres}" != postgres ]; then
    echo "CREATE DATABASE \"$POSTGRES_DB\";" | su postgres -c "$bin/postgres --single -j -D $data postgres" >/dev/null
fi
# Clients wait for this line to come twice, as the official image prints it.
echo "database system is ready to accept connections"
[ "$1" != postgres ] || shift
exec su postgres -c "exec $bin/postgres -D $data -c listen_addresses='*' $*"
ENTRY
chmod +x usr/local/bin/entrypoint
tar -c . | docker import \
    -c 'ENTRYPOINT ["/usr/local/bin/entrypoint"]' -c 'CMD ["postgres"]' -c 'EXPOSE 5432' \
    -c 'ENV PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' - "$image" >/dev/null
echo "Assembled $image."
