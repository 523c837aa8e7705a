# shellcheck shell=bash
# Reads what test runs left behind.

# surefire_counts FOLDER ...: "passed failed" over all reports; a skipped test counts as failed, for none may be skipped.
surefire_counts() {
  find "$@" -name 'TEST-*.xml' -exec sed -n '/<testsuite /,/>/p' {} + 2>/dev/null | tr '\n' ' ' | sed 's/<testsuite /\n&/g' |
    awk '
      function value(name,    text) {
        if (!match($0, " " name "=\"[0-9]+\"")) return 0
        text = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", text); return text + 0
      }
      /^<testsuite / { bad = value("errors") + value("failures") + value("skipped"); failed += bad; passed += value("tests") - bad }
      END { print passed + 0, failed + 0 }'
}

# suite_counts LOG: "passed failed" of the last line that says so, or of a TAP summary; nothing when there is neither.
suite_counts() {
  local said
  said=$(sed -nE 's/^(.*[^0-9])?([0-9]+) passed, ([0-9]+) failed([^0-9].*)?$/\2 \3/p' "$1" | tail -n 1)
  if [[ -n $said ]]; then
    echo "$said"
  else
    awk '/^# pass [0-9]+$/ { good = $3; seen = 1 } /^# (fail|cancelled|skipped|todo) [0-9]+$/ { bad += $3 } END { if (seen) print good, bad + 0 }' "$1"
  fi
}

# judged STATUS [PASSED FAILED]: "passed failed", where a bad status is at least one failure and silence is one check.
judged() {
  local status=$1 good=${2:-} bad=${3:-0}
  if [[ -z $good ]]; then
    good=$((status == 0))
  fi
  if ((status != 0 && bad == 0)) || ((good == 0 && bad == 0)); then
    bad=1
  fi
  echo "$good $bad"
}

# last_words LOG: what the log of something that failed says of it: lines that speak of a failure, at most 25, and the last ten.
last_words() {
  {
    grep -aE '^\[ERROR\]|^== Java Exception|not ok|VOID|FAILED|FAULT|(^|[^0-9])[1-9][0-9]* failed|[Ff]ail(ed|s|ure)?:|[Ee]xit status [1-9]' "$1" | head -n 25
    echo ...
    tail -n 10 "$1"
  } | cut -c1-240
}

# tests_not_run ROOT: test classes with tests that no report knows; the examples are a build of their own, with a ROOT of their own.
tests_not_run() {
  local file class module
  find "$1" -path '*/src/test/java/*' -name '*Test.java' -not -path '*/target/*' -not -path './examples/*' | sort | while IFS= read -r file; do
    grep -Eq '@(Test|ParameterizedTest|FuzzTest|RepeatedTest|TestFactory)\b' "$file" || continue
    ! grep -Eq '^(abstract|public abstract|interface|public interface)\b' "$file" || continue
    module=${file%%/src/test/java/*}
    class=${file#*/src/test/java/}
    class=${class%.java}
    [[ -f $module/target/surefire-reports/TEST-${class//\//.}.xml ]] || echo "$file"
  done
}

# fuzz_tests ROOT: "file:method" of every fuzz test.
fuzz_tests() {
  find "$1" -path '*/src/test/java/*' -name '*.java' -not -path '*/target/*' | sort | while IFS= read -r file; do
    awk -v file="$file" '
      /@FuzzTest/ { armed = 1; next }
      armed && match($0, /[A-Za-z_0-9]+\(/) { print file ":" substr($0, RSTART, RLENGTH - 1); armed = 0 }' "$file"
  done
}
