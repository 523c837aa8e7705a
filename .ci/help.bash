# shellcheck shell=bash
# help_of SCRIPT ARGUMENT ...: where --help is among the arguments, says the head of the script, and ends.
help_of() {
  local each
  for each in "${@:2}"; do
    if [[ $each == --help || $each == -h ]]; then
      sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$1"
      exit 0
    fi
  done
}
