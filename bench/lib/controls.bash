# shellcheck shell=bash
# What each control costs alone, and all of them together, for each KiB of a message. Sourced by bench/compare.

# inside PACKAGE CLASS ARGUMENT ...: runs an instrument on what was built, in one process with it; log lines of the gateway are no figures.
inside() {
  local app="$bench/../dist/target/run/portreeve" path
  path=$(printf '%s:' "$app"/lib/*.jar)
  mkdir -p "$dir/classes" "$dir/$1"
  "${java}c" -proc:none -nowarn -d "$dir/classes" -cp "$path" \
    "$bench/src/main/java/io/portreeve/bench/$1"/*.java >"$dir/javac.log" 2>&1 \
    || fail "the instrument does not compile: $(tail -n 5 "$dir/javac.log")"
  machine >"$dir/machine"
  printf 'java.util.logging.ConsoleHandler.level = OFF\n' >"$dir/logging.properties"
  # The launcher's collector, and a heap that is not the reason for a figure.
  taskset -c "$theirs" "$java" -XX:+UseSerialGC -Xms512m -Xmx512m -Xmn192m -XX:+UseCompactObjectHeaders \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djava.util.logging.config.file="$dir/logging.properties" \
    -cp "$dir/classes:$path" "io.portreeve.bench.$1.$2" "$dir/$1" "$(paste -sd'|' "$dir/machine")" "${@:3}"
}

measure_controls() {
  local round=100 warm=300 how=all out=table
  [[ -z $json ]] || out=json
  if [[ -n $quick ]]; then
    rounds=1 round=1 warm=1 how=few
  fi
  inside controls ControlsTiming "$rounds" "$round" "$warm" "$out" "$how"
}
