# shellcheck shell=bash
# What is measured with: tools, processors, processes. Sourced by bench/compare.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "bench/compare: $1"
  exit "${2:-3}"
}

need() {
  local program missing=()
  for program in "$@"; do
    command -v "$program" >/dev/null || missing+=("$program")
  done
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]} ..."
  local root=()
  ((EUID == 0)) || root=(sudo)
  { "${root[@]}" apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >"$dir/apt.log" 2>&1 || fail "cannot install ${missing[*]}: $(tail -n 1 "$dir/apt.log")"
}

# Builds Portreeve and its start-up cache where that has not been done, and finds the JDK that the launcher uses.
build() {
  local told
  told=$(PORTREEVE_VERBOSE=1 "$bench/../portreeve" version 2>&1 >"$dir/version") || fail "Portreeve does not build: $told"
  java=$(sed -n 's/^portreeve: using the JDK at \(.*\) (Java .*/\1/p' <<<"$told")/bin/java
  [[ -x $java ]] || fail 'the launcher names no JDK'
}

# The proxies share one half of the processors, load and upstream the other: nobody takes time from who is measured.
cores=$(nproc)
if ((cores > 1)); then
  theirs=0-$((cores / 2 - 1)) ours=$((cores / 2))-$((cores - 1)) workers=$((cores / 2))
else
  theirs=0 ours=0 workers=1
fi

pids=()

# launch CORES LOG COMMAND ...: starts a process on those processors; its id is in $last.
launch() {
  local where=$1 log=$2
  shift 2
  taskset -c "$where" "$@" >"$log" 2>&1 </dev/null &
  last=$!
  pids+=("$last")
}

stop_all() {
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || :
  wait 2>/dev/null || :
  rm -rf "$dir"
}

# A port that somebody else has would answer, too.
claim() { # PORT
  ! { : <"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || fail "port $1 is in use: choose others with --port"
}

# until_answers URL PID [CURL'S OPTIONS]: waits until something listens there, or the process has died.
until_answers() {
  local tries=0
  until curl -s -o /dev/null --max-time 1 "${@:3}" "$1"; do
    kill -0 "$2" 2>/dev/null || return 1
    ((++tries < 300)) || return 1
    sleep 0.1
  done
}

# A process and its children.
family() { printf '%s\n' "$1" && ps -o pid= --ppid "$1" 2>/dev/null || :; }

# Clock ticks of processor time that the family of a process has used, and how many of them in the kernel.
ticks() {
  local pid sum=0 kernel=0 used calls
  for pid in $(family "$1"); do
    read -r used calls < <(awk '{ sub(/.*\) /, ""); print $12 + $13, $13 }' "/proc/$pid/stat" 2>/dev/null) || used=0 calls=0
    sum=$((sum + used)) kernel=$((kernel + calls))
  done
  echo "$sum $kernel"
}

# Resident memory of the family of a process, in KiB.
resident() {
  local pid
  for pid in $(family "$1"); do
    awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status" 2>/dev/null || :
  done | awk '{ sum += $1 } END { print sum + 0 }'
}

# KiB that a Java process has put into its heap so far: what its young generation held at each collection, and holds now. Nothing
# of any other process.
allocated() {
  [[ $(cat "/proc/$1/comm" 2>/dev/null) == java ]] || return 0
  taskset -c "$ours" "${java%/java}/jstat" -gc "$1" 2>/dev/null \
    | awk 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR == 2 { printf "%.0f", $(at["YGC"]) * $(at["EC"]) + $(at["EU"]) }' || :
}

# Who listens on a port of this machine; nothing if that cannot be seen.
listener() { ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -n 1; }

machine() {
  local model
  model=$(lscpu | sed -n 's/^Model name: *//p' | head -n 1)
  echo "$(hostname), $model, $cores cores, Linux $(uname -r)"
  echo "$("$java" -version 2>&1 | sed -n 2p), $(nginx -v 2>&1 | sed 's/.*: //'), $(cat "$dir/version")"
  echo "$(date -u +%Y-%m-%d), revision $(git -C "$bench" describe --always --dirty 2>/dev/null || echo unknown)"
}

# Certificates of the gateways, of their client, and of another one that the same authority knows.
certify() {
  local name issued=()
  for name in authority gateway client other; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$name" \
      -addext "subjectAltName=DNS:$name.bench.example" "${issued[@]}" -keyout "$dir/$name.key" -out "$dir/$name.pem" 2>"$dir/openssl.log" \
      || fail "no certificate can be made: $(tail -n 1 "$dir/openssl.log")"
    issued=(-CA "$dir/authority.pem" -CAkey "$dir/authority.key" -addext 'basicConstraints=critical,CA:FALSE')
  done
}
