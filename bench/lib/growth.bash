# shellcheck shell=bash
# What a call and a list cost in gateways that grow. Sourced by bench/compare, behind controls.bash.

measure_growth() {
  local round=200 how=all out=table
  [[ -z $json ]] || out=json
  if [[ -n $quick ]]; then
    rounds=1 round=1 how=few
  fi
  inside growth GrowthTiming "$rounds" "$round" "$out" "$how"
}
