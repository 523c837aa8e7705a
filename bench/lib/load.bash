# shellcheck shell=bash
# Throughput, latency, processor time and memory under load. Sourced by bench/compare.

hertz=$(getconf CLK_TCK)

# wrk_run NAME PAYLOAD CONNECTIONS SECONDS CHECK -> requests, errors, wrong, bytes/request, requests/s, p50, p99
wrk_run() {
  local threads=$((cores / 2 > 0 ? cores / 2 : 1)) tool
  ((threads <= $3)) || threads=$3
  tool=$(tool "$2")
  request tools/call "$tool" >"$dir/body"
  BODY=$dir/body TOKEN=$(token "$1") TOOL=$tool CHECK=$5 CREDENTIALS=$shown THREADS=$threads \
    taskset -c "$ours" wrk -t"$threads" -c"$3" -d"$4s" --timeout 10s -s "$bench/lib/load.lua" "${url[$1]}" \
    | sed -n 's/^RESULT //p' | tee -a "$dir/rates"
}

# prepare NAME SECONDS: what callers show in the next run, where that is not the same in each request. Before the clock runs.
shown=
prepare() {
  [[ $what == auth ]] || return 0
  shown=$dir/credentials
  credentials "$1" "$2" >"$shown"
}

void=0

# A wrong answer makes a figure worthless, so it is never printed as one.
void() {
  say "VOID: $*"
  void=1
}

# check NAME PAYLOAD: looks at every answer of a short load, and remembers how long one is on the wire.
declare -A wire
check() {
  local got errors wrong bytes length
  for length in 1 3 9; do # whoever is new on a busy machine may not have answered anybody yet
    prepare "$1" "$length"
    read -r got errors wrong bytes _ < <(wrk_run "$1" "$2" 16 "$length" 1) || : # who says nothing has no answer
    ((${got:-0} == 0 && ${errors:-0} == 0)) || break
  done
  if ((${got:-0} == 0 || errors > 0 || wrong > 0)); then
    void "$1 $2: of ${got:-0} answers $wrong wrong, $errors errors; $(ask "$1" tools/call "$(tool "$2")" | head -c 300)"
    return
  fi
  wire[$1 $2]=$bytes
}

# one ROUND NAME PAYLOAD CONNECTIONS: one line of results.
one() {
  local before after kernel_before kernel_after heap got errors bytes rate p50 p99 pid=${process[$2]}
  prepare "$2" "$seconds"
  heap=$(allocated "$pid")
  read -r before kernel_before < <(ticks "$pid")
  read -r got errors _ bytes rate p50 p99 < <(wrk_run "$2" "$3" "$4" "$seconds" 0) || : # void, below
  read -r after kernel_after < <(ticks "$pid")
  if ((errors > 0 || got == 0)) || ! alike "$bytes" "${wire[$2 $3]:-0}"; then
    void "$2 $3 at $4 connections: $errors errors in $got answers of $bytes bytes instead of ${wire[$2 $3]:-none}"
    return
  fi
  awk -v c=$((after - before)) -v k=$((kernel_after - kernel_before)) -v hz="$hertz" -v n="$got" -v r="$(resident "$pid")" -v line="$3 $4 $1 $2 $rate $p50 $p99" \
    -v from="$heap" -v to="$(allocated "$pid")" \
    'BEGIN { printf "%s %.1f %.1f %.1f %s\n", line, c / hz * 1e7 / n, r / 1024, k / hz * 1e7 / n, from == "" || to == "" ? "" : sprintf("%.2f", (to - from) / n) }' >>"$dir/results"
}

# Answers that a load tool cut off at its end make up for at most a few per cent.
alike() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(b > 0 && a > 0.95 * b && a < 1.05 * b) }'; }

wanted() { ((${#only[@]} == 0)) || [[ " ${only[*]} " == *" $1 "* ]]; }

measure_load() {
  local name payload count=0 peer peer_port build
  if [[ -n $over_tls ]]; then
    scheme=https
    certify
  fi
  start_nginx $((port + 1))
  ! wanted open || start_portreeve open $((port + 2)) true
  ! wanted guarded || start_portreeve guarded $((port + 3)) false
  for build in "${builds[@]}"; do
    start_portreeve "${build%%=*}" $((port + 4 + count++)) false "${build#*=}"
  done
  for peer in "${peers[@]}"; do
    peer_port=$(sed -n 's|.*://[^/:]*:\([0-9]*\).*|\1|p' <<<"$peer")
    contender "${peer%%=*}" "${peer#*=}" "$(listener "${peer_port:-80}")"
  done
  if [[ -n $least ]]; then
    instrument least
    for name in transport read record; do
      start_least "$name" $((port + 4 + count++))
    done
  fi
  sleep 3 # approvals are believed after two seconds
  : >"$dir/results"
  for payload in "${payloads[@]}"; do
    say "$payload: warming up"
    for name in "${names[@]}"; do
      wrk_run "$name" "$payload" 64 "$warm_up" 0 >/dev/null
      check "$name" "$payload"
    done
    rounds_of "$payload"
    for name in "${names[@]}"; do
      check "$name" "$payload"
    done
  done
  report load.awk
  return "$void"
}

rounds_of() { # PAYLOAD
  local count round name
  for count in "${connections[@]}"; do
    for ((round = 1; round <= rounds; round++)); do
      for name in "${names[@]}"; do
        one "$round" "$name" "$1" "$count"
      done
    done
    say "$1: $count connections done"
  done
}

base=nginx

report() { # SCRIPT
  local scripts=(-v base="$base" -f "$bench/lib/medians.awk" -f "$bench/lib/$1")
  machine >"$dir/machine"
  if [[ -n $json ]]; then
    awk -v json=1 -v machine="$(paste -sd'|' "$dir/machine")" "${scripts[@]}" "$dir/results"
  else
    cat "$dir/machine"
    echo "medians of $rounds rounds of $seconds s; ratios are to $base in the same round; proxies on cores $theirs, load and upstream on $ours"
    awk "${scripts[@]}" "$dir/results"
  fi
}
