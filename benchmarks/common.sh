# What the benchmarks have in common; sourced by their `run`, after `here` and `usage` are set. Processes that are in `started` end with it.
# shellcheck shell=bash

dist=${DIST:-$here/../../bootstrap/target/deepwiki}
runs=${RUNS:-3}
upstream_port=${UPSTREAM_PORT:-9101}
upstream=http://127.0.0.1:$upstream_port
work=$(mktemp -d)
started=()
readonly dist runs upstream_port upstream work

say() { printf '%s\n' "$*" >&2; }

finish() {
    local pid
    for pid in "${started[@]+"${started[@]}"}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]+"${started[@]}"}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Waits until something answers at $1; $2 is the process that should.
await() {
    local _
    for _ in {1..300}; do
        if curl -sf -o /dev/null "$1"; then return; fi
        kill -0 "$2" 2>/dev/null || break
        sleep 0.2
    done
    say "Nothing answers at $1"
    tail -n 20 "$work"/*.log >&2
    return 1
}

start_upstream() {
    cc -O2 -o "$work/mock_upstream" "$here/../streams/mock_upstream.c"
    cc -O2 -o "$work/stream_bench" "$here/../streams/stream_bench.c" -lm
    "$work/mock_upstream" "$upstream_port" >"$work/upstream.log" 2>&1 &
    started+=($!)
    await "$upstream/stats" $!
}

# Commits all files of the folder $1 as a repository.
commit_all() {
    git init -q "$1"
    git -C "$1" add .
    git -C "$1" -c user.name=bench -c user.email=bench@localhost commit -q -m 'Begin'
}

# Starts the built product with the variables that follow; `product` is its process then.
launch_product() {
    local log=$1
    shift
    [ -x "$dist/deepwiki" ] || { say "There is no $dist: build it first (mvn -Dfast -DskipTests package)."; return 1; }
    env XDG_DATA_HOME="$work/data" DEEPWIKI_WEB_PORT=0 DEEPWIKI_API_KEY_AUTH_ENABLED=false OPENAI_BASE_URL="$upstream/v1" OPENAI_API_KEY=any \
        DEEPWIKI_LOCAL_ROOTS="$work/repositories" DEEPWIKI_EMBEDDER_TYPE="${EMBEDDER:-none}" "$@" "$dist/deepwiki" up >"$log" 2>&1 &
    product=$!
    started+=("$product")
}

# The first process of the product's own database, if it runs.
postmaster() { find "$work/data" -name postmaster.pid -exec head -n 1 {} \; 2>/dev/null || true; }

# Seconds of CPU that the product's database has used, its processes that are gone included; 0 where there is none.
database_cpu() {
    local first
    first=$(postmaster)
    [ -n "$first" ] || { printf 0; return; }
    # shellcheck disable=SC2046 # words
    { cat /proc/"$first"/stat $(pgrep -P "$first" | sed 's|.*|/proc/&/stat|') 2>/dev/null || true; } |
        awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); sum += $12 + $13 } NR == 1 { sum += $14 + $15 } END { printf "%.2f", sum / tick }'
}

times() { for ((i = 0; i < runs; i++)); do "$@"; done; }

# Medians of the figures $1 in the lines on standard input, one row a label.
medians() {
    awk -v names="$1" '{
            match($0, /"label" ?: ?"[^"]*"/); label = substr($0, RSTART, RLENGTH); sub(/^"label" ?: ?"/, "", label); sub(/"$/, "", label)
            if (!(label in n)) labels[++rows] = label
            n[label]++
            while (match($0, /"[a-z_A-Z0-9]+" ?: ?-?[0-9.]+/)) {
                split(substr($0, RSTART + 1, RLENGTH - 1), pair, /" ?: ?/); values[label, pair[1], n[label]] = pair[2] + 0
                $0 = substr($0, RSTART + RLENGTH)
            }
        }
        function median(label, key,    i, j, m, v, t) {
            m = 0
            for (i = 1; i <= n[label]; i++) if ((label, key, i) in values) v[++m] = values[label, key, i]
            for (i = 2; i <= m; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
            return m ? v[int((m + 1) / 2)] : "-"
        }
        END {
            k = split(names, keys, " ")
            printf "%-12s", "median of " n[labels[1]]; for (c = 1; c <= k; c++) printf " %14s", keys[c]; print ""
            for (r = 1; r <= rows; r++) { printf "%-12s", labels[r]; for (c = 1; c <= k; c++) printf " %14s", median(labels[r], keys[c]); print "" }
        }'
}
