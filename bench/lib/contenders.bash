# shellcheck shell=bash
# Who is measured, each in front of the same upstream. Sourced by bench/compare.

# NAME -> its URL, and the process whose time and memory count; in the order in which they are measured.
names=()
declare -A url process

scheme=http # of everybody but the upstream

contender() { # NAME URL PID
  [[ $1 != nginx ]] && ! wanted "$1" || names+=("$1")
  url[$1]=$2
  process[$1]=$3
}

start_upstream() {
  claim "$port"
  launch "$ours" "$dir/upstream.log" "$java" -XX:+UseSerialGC -Xmx128m "$bench/src/main/java/io/portreeve/bench/server/Fixture.java" "$port"
  until_answers "http://127.0.0.1:$port/" "$last" || fail "the upstream does not start: $(tail -n 1 "$dir/upstream.log")"
  contender direct "http://127.0.0.1:$port/mcp" "$last"
}

start_nginx() { # PORT
  claim "$1"
  local tls=''
  [[ -z $over_tls ]] || tls=' ssl'
  sed -e "s|@DIR@|$dir|g; s|@PORT@|$1|g; s|@UPSTREAM@|$port|g; s|@WORKERS@|$workers|g; s|@TLS@|$tls|g" \
    "$bench/lib/nginx.conf" >"$dir/nginx.conf"
  [[ -z $over_tls ]] || sed -i "s|^http {|&\n  ssl_certificate $dir/gateway.pem; ssl_certificate_key $dir/gateway.key;|" "$dir/nginx.conf"
  launch "$theirs" "$dir/nginx.log" nginx -p "$dir" -c "$dir/nginx.conf"
  until_answers "$scheme://127.0.0.1:$1/" "$last" -k || fail "nginx does not start: $(tail -n 1 "$dir/nginx.log")"
  contender nginx "$scheme://127.0.0.1:$1/mcp" "$last"
}

# start_portreeve NAME PORT INSECURE [LAUNCHER]: with every control of this version, or with none of those that judge messages.
start_portreeve() {
  claim "$2"
  portreeve=${4:-$bench/../portreeve}
  configure "$1" "$2" "$3"
  local pid reached=$2 address=("$scheme://127.0.0.1:$2/" -k)
  ! shows_certificate "$1" || address=(https://127.0.0.1:"$2"/ -k --cert "$dir/client.pem" --key "$dir/client.key")
  launch "$theirs" "$dir/$1.log" "$portreeve" run -c "$dir/$1/portreeve.yaml"
  pid=$last
  until_answers "${address[0]}" "$pid" "${address[@]:1}" || fail "Portreeve does not start: $(tail -n 3 "$dir/$1.log")"
  if shows_certificate "$1"; then
    reached=$(($2 + ${#ways[@]}))
    start_front "$1" "$reached" "$2"
  fi
  contender "$1" "$scheme://127.0.0.1:$reached/mcp" "$pid"
  approve "$1"
}

# start_least NAME PORT: the gateway's transport, with a duty of that name, and with the flags that the launcher gives the JVM.
start_least() {
  claim "$2"
  local flags
  read -ra flags < <(sed -n 's/^flags="\(-XX[^"]*\)"$/\1/p' "$bench/../portreeve")
  launch "$theirs" "$dir/$1.log" "$java" "${flags[@]}" "${jvm[@]}" -cp "$path" io.portreeve.bench.least.PassThrough \
    "$2" "http://127.0.0.1:$port/mcp" "$1" "$dir/$1"
  until_answers "http://127.0.0.1:$2/" "$last" || fail "what passes on does not start: $(tail -n 3 "$dir/$1.log")"
  names+=("$1") url[$1]=http://127.0.0.1:$2/mcp process[$1]=$last
}

# Writes a configuration into a data directory of its own, and makes a key that it accepts.
configure() {
  mkdir -p "$dir/$1"
  sed -e "s|@PORT@|$2|g; s|@UPSTREAM@|$port|g; s|@INSECURE@|$3|g" "$bench/lib/portreeve.yaml" >"$dir/$1/portreeve.yaml"
  [[ $what != auth ]] || differ "$1" "$dir/$1/portreeve.yaml"
  [[ -z $over_tls ]] || printf '\ntls: {certificate: "file:%s", key: "file:%s"}\n' "$dir/gateway.pem" "$dir/gateway.key" >>"$dir/$1/portreeve.yaml"
  shows_token "$1" || key "$1" bench >"$dir/$1/key"
  [[ $1 != relation ]] || "$portreeve" relations add folder:archive reader principal:bench -c "$dir/$1/portreeve.yaml" >"$dir/$1/relations" \
    || fail "no relation can be added: $(cat "$dir/$1/relations")"
}

key() { # NAME PRINCIPAL
  "$portreeve" keys create -c "$dir/$1/portreeve.yaml" --principal "$2" --role staff --json \
    | sed -n 's/.*"key":"\([^"]*\)".*/\1/p'
}

# The definitions are shown once, and approved as an operator would.
approve() {
  ask "$1" tools/list '' >"$dir/$1/tools" || fail "$1 does not list tools: $(cat "$dir/$1/tools")"
  [[ $what != auth ]] || return 0
  "$portreeve" pins approve --all -c "$dir/$1/portreeve.yaml" >"$dir/$1/pins" 2>&1 \
    || fail "no pins can be approved: $(cat "$dir/$1/pins")"
}

# ask NAME METHOD TOOL: one request, its answer on standard output.
ask() { send "$1" "$(credential "$1")" "$2" "$3" "$(request "$2" "$3")"; }

# send NAME CREDENTIAL METHOD TOOL BODY: the same with any credential and body.
send() {
  local fields=(-H "Authorization: ${2%%$'\t'*}")
  [[ $2 != *$'\t'* ]] || fields+=(-H "DPoP: ${2#*$'\t'}")
  [[ -z $4 ]] || fields+=(-H "Mcp-Name: $4")
  curl -sS -k -N --max-time 10 "${url[$1]}" -H 'Content-Type: application/json' \
    -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: 2026-07-28' -H "Mcp-Method: $3" "${fields[@]}" -d "$5"
}

# What one request to a contender shows: the Authorization field and, behind a tab, the DPoP field if there is one.
credential() {
  if [[ $what == auth ]]; then
    credentials "$1" 0 | sed -n 1p
  else
    echo "Bearer $(token "$1")"
  fi
}

token() { cat "$dir/$1/key" 2>/dev/null || echo none; }

# A request of about 1 KiB.
request() {
  local call='' query
  if [[ -n $2 ]]; then
    query=$(printf 'quarterly figures of the northern branch %.0s' {1..15})
    call='"name":"'$2'","arguments":{"query":"'$query'","folder":"archive","tags":["finance","2026"],"limit":100,"exact":false},'
  fi
  printf '{"jsonrpc":"2.0","id":1,"method":"%s","params":{%s"_meta":{%s,%s,%s}}}' "$1" "$call" \
    '"io.modelcontextprotocol/protocolVersion":"2026-07-28"' '"io.modelcontextprotocol/clientCapabilities":{}' '"progressToken":1'
}

tool() {
  case $1 in
    1k) echo search_small ;;
    64k) echo search_large ;;
    sse) echo search_stream ;;
    *) usage 'payloads are 1k, 64k and sse' ;;
  esac
}
