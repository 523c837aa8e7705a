# shellcheck shell=bash
# Time from the start of the process to the first answered request. Sourced by bench/compare.

measure_start() {
  local round
  start_portreeve guarded $((port + 3)) false "${builds[0]:+${builds[0]#*=}}"
  sleep 3 # approvals are believed after two seconds
  [[ $(ask guarded tools/call search_small) == *'"structuredContent"'* ]] || fail 'the call is not answered' 1
  kill "${process[guarded]}"
  wait "${process[guarded]}" 2>/dev/null || :
  request tools/call search_small >"$dir/body"
  for ((round = 1; round <= rounds; round++)); do
    started
  done | sort -n >"$dir/starts"
  start_report "$(awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }' "$dir/starts")"
}

# Starts it on all processors, asks as soon as somebody listens; milliseconds until the answer is there.
started() {
  local begun pid answer length
  length=$(wc -c <"$dir/body")
  begun=$(date +%s%N)
  "$portreeve" run -c "$dir/guarded/portreeve.yaml" >"$dir/guarded.log" 2>&1 </dev/null &
  pid=$!
  until { exec 3<>"/dev/tcp/127.0.0.1/$((port + 3))"; } 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null || fail "it does not start: $(tail -n 1 "$dir/guarded.log")" 1
    sleep 0.005
  done
  {
    printf 'POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n' $((port + 3)) "$(token guarded)"
    printf 'Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n'
    printf 'Mcp-Method: tools/call\r\nMcp-Name: search_small\r\nConnection: close\r\nContent-Length: %d\r\n\r\n' "$length"
    cat "$dir/body"
  } >&3
  answer=$(cat <&3)
  echo $((($(date +%s%N) - begun) / 1000000))
  exec 3>&-
  kill "$pid"
  wait "$pid" 2>/dev/null || :
  [[ $answer == *'"structuredContent"'* ]] || fail "the first answer is wrong: $(head -c 300 <<<"$answer")" 1
}

start_report() { # MEDIAN
  machine >"$dir/machine"
  if [[ -n $json ]]; then
    printf '{"machine":"%s","rounds":%d,"firstAnswerMillis":%d}\n' "$(paste -sd'|' "$dir/machine")" "$rounds" "$1"
  else
    cat "$dir/machine"
    echo "start to first answered call: $1 ms, median of $rounds ($(paste -sd' ' "$dir/starts"))"
  fi
}
