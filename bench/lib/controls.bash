# shellcheck shell=bash
# What each control costs alone, and all of them together, for each KiB of a message. Sourced by bench/compare.

measure_controls() {
  local round=100 warm=300 how=all out=table
  [[ -z $json ]] || out=json
  if [[ -n $quick ]]; then
    rounds=1 round=1 warm=1 how=few
  fi
  inside controls ControlsTiming "$rounds" "$round" "$warm" "$out" "$how"
}
