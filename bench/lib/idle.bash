# shellcheck shell=bash
# Memory while many clients listen and nothing happens. Sourced by bench/compare.

measure_idle() {
  local files pid tries=0 after
  files=$(ulimit -Hn)
  [[ $files == unlimited ]] || ulimit -n "$files"
  # A stream holds a socket on either side of the gateway.
  if [[ $files != unlimited ]] && ((2 * streams + 200 > files)); then
    say "only $files files may be open (ulimit -Hn): $(((files - 200) / 2)) streams instead of $streams"
    streams=$(((files - 200) / 2))
  fi
  start_portreeve guarded $((port + 3)) false "${builds[0]:+${builds[0]#*=}}"
  pid=${process[guarded]}
  after=$(resident "$pid")
  launch "$ours" "$dir/listeners.log" "$java" "$bench/src/main/java/io/portreeve/bench/client/Listeners.java" \
    $((port + 3)) "$streams" "$(token guarded)"
  until grep -q '^listening' "$dir/listeners.log"; do
    kill -0 "$last" 2>/dev/null || fail "the clients gave up: $(tail -n 3 "$dir/listeners.log")" 1
    ((++tries < 1200)) || fail 'the streams do not open' 1
    sleep 0.5
  done
  sleep 20 # longer than a stream may be silent: each got a comment
  kill -0 "$last" 2>/dev/null || fail 'the clients lost their streams' 1
  [[ $(ask guarded tools/call search_small) == *'"structuredContent"'* ]] || fail 'nobody else is answered meanwhile' 1
  idle_report "$(resident "$pid")" "$after"
}

idle_report() { # KIB KIB_BEFORE
  machine >"$dir/machine"
  if [[ -n $json ]]; then
    printf '{"machine":"%s","streams":%d,"residentMiB":%d,"residentBeforeMiB":%d}\n' \
      "$(paste -sd'|' "$dir/machine")" "$streams" $(($1 / 1024)) $(($2 / 1024))
  else
    cat "$dir/machine"
    echo "$streams idle streams: $(($1 / 1024)) MiB resident, $(($2 / 1024)) MiB before the first"
  fi
}
