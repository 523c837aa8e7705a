# shellcheck shell=bash
# So many of each thing in a second that one Redis and one PostgreSQL do: medians of rounds in turn. Sourced by bench/scale.
# They are written to: the database needs the tables of a gateway that was started with it, and nobody else in it.

# script NAME FILE: the script of that name as it stands in our own source, so that what is timed is what nodes send.
script() {
  awk -v name="$1" '$0 ~ name " =$" { found = 1 } found && /"""/ { if (inside) exit; inside = 1; next } inside' \
    "$bench/../gateway/src/main/java/io/portreeve/gateway/$2.java"
}

# redis NAME PORT COMMAND ...: what sixteen connections get of a command in a second.
redis() {
  echo "$1 $(redis-benchmark -p "$2" -n 30000 -c 16 -q --csv "${@:3}" 2>/dev/null | awk -F'"' 'END { print $4 }')"
}

# postgres NAME CLIENTS CONNECTION [OPTION ...]: the same of the statements in the file of that name.
postgres() {
  echo "$1 $(pgbench -n -M prepared -c "$2" -j 1 -T 2 -f "$bench/lib/scale/$1.sql" "${@:4}" "$3" 2>/dev/null | sed -n 's/^tps = \([0-9.]*\).*/\1/p')"
}

round() { # PORT CONNECTION
  local filler
  filler=$(head -c 2000 /dev/zero | tr '\0' x)
  redis take "$1" -r 10000 evalsha "$take" 1 bench:__rand_int__ 60 1000000 1
  redis read "$1" evalsha "$read" 2 bench:m bench-group 1 86400000 m
  redis swap "$1" evalsha "$swap" 2 bench:m bench-group 1 1 "$filler" 86400000 m bench: b 128 128 16777216
  redis find "$1" evalsha "$find" 1 bench-session 1800000
  redis info "$1" info
  psql -qAt -c 'TRUNCATE approval' "$2" >/dev/null
  postgres turn 16 "$2"
  postgres own 16 "$2"
  postgres claim 16 "$2"
  postgres poll 4 "$2"
  postgres look-up 4 "$2"
  postgres connect 8 "$2" -C
}

measure_stores() { # PORT CONNECTION
  local program take read swap find cli=(redis-cli -p "$1")
  for program in redis-cli redis-benchmark psql pgbench; do
    command -v "$program" >/dev/null || { echo "bench/scale: $program is missing" >&2; return 3; }
  done
  take=$("${cli[@]}" script load "$(script TAKE redis/RedisCounters)")
  read=$("${cli[@]}" script load "$(script READ conversations/RedisConversations)")
  swap=$("${cli[@]}" script load "$(script SWAP conversations/RedisConversations)")
  find=$("${cli[@]}" script load "$(script FIND downstream/RedisSessionRegister)")
  "${cli[@]}" hset bench:m v 1 b x >/dev/null
  "${cli[@]}" hset bench-session b x l info >/dev/null
  local i
  for ((i = 0; i < 7; i++)); do round "$1" "$2"; done | medians
}

# The middle one of each name, as --rates takes it.
medians() {
  sort -k1,1 -k2,2n | awk '
    $1 != name { say(); name = $1; n = 0 }
    { value[++n] = $2 }
    END { say(); print "" }
    function say() { if (n) printf "%s%s=%.0f", (said++ ? "," : ""), name, value[int((n + 1) / 2)] }'
}
