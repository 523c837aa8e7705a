# shellcheck shell=bash
# Instruments in Java, on what was built. Sourced by bench/compare.

# The launcher's collector and objects; without its flags for natives, the log is full of warnings.
jvm=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

# instrument PACKAGE: compiles one; the class path to run it with is in $path.
instrument() {
  local app="$bench/../dist/target/run/portreeve"
  path=$(printf '%s:' "$app"/lib/*.jar)
  mkdir -p "$dir/classes" "$dir/$1"
  "${java}c" -proc:none -nowarn -d "$dir/classes" -cp "$path" \
    "$bench/src/main/java/io/portreeve/bench/$1"/*.java >"$dir/javac.log" 2>&1 \
    || fail "the instrument does not compile: $(tail -n 5 "$dir/javac.log")"
  path=$dir/classes:$path
}

# inside PACKAGE CLASS ARGUMENT ...: runs an instrument in one process with what it times; log lines of the gateway are no figures.
inside() {
  instrument "$1"
  machine >"$dir/machine"
  printf 'java.util.logging.ConsoleHandler.level = OFF\n' >"$dir/logging.properties"
  # A heap that is not the reason for a figure.
  taskset -c "$theirs" "$java" "${jvm[@]}" -Xms512m -Xmx512m -Xmn192m -Djava.util.logging.config.file="$dir/logging.properties" \
    -cp "$path" "io.portreeve.bench.$1.$2" "$dir/$1" "$(paste -sd'|' "$dir/machine")" "${@:3}"
}
