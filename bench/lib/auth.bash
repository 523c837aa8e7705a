# shellcheck shell=bash
# What each way of proving who calls, and of judging what he may, costs a request. Sourced by bench/compare.
#
# All contenders are Portreeve with the configuration that `guarded` has, and one difference. Definitions are approved at first
# sight, which spares each start a command and changes nothing for calls.

ways=(key jwt-rs256 jwt-es256 jwt-rs256-new jwt-es256-new dpop tls mtls introspected exchanged
  rules-1 rules-100 rules-1000 rules-1000-elsewhere relation)

measure_auth() {
  local name at=2
  # Nothing is a ratio without the base.
  ((${#only[@]} == 0)) || only+=(key)
  base=key names=()
  start_issuer
  ! { wanted tls || wanted mtls; } || certify
  for name in "${ways[@]}"; do
    ! wanted "$name" || start_portreeve "$name" $((port + at++)) false "${builds[0]:+${builds[0]#*=}}"
  done
  : >"$dir/results"
  : >"$dir/rates"
  for name in "${names[@]}"; do
    refuses "$name"
    warm "$name" 1k "$warm_up"
    check "$name" 1k
  done
  rounds_of 1k
  for name in "${names[@]}"; do
    check "$name" 1k
    refuses "$name"
  done
  asked
  report auth.awk
  return "$void"
}

start_issuer() {
  claim $((port + 1))
  launch "$ours" "$dir/issuer.log" "$java" -Dsun.net.httpserver.nodelay=true \
    "$bench/src/main/java/io/portreeve/bench/issuer/Issuer.java" $((port + 1))
  until_answers "$(issuer)/asked" "$last" || fail "the issuer does not start: $(tail -n 1 "$dir/issuer.log")"
}

# What a token says of the certificate it is bound to (RFC 8705, section 3.1).
thumbprint() { openssl x509 -in "$1" -outform der | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\n'; }

# Whether it is reached through an nginx that shows a certificate, since wrk has none.
shows_certificate() { [[ $what == auth && " tls mtls " == *" $1 "* ]]; }

# start_front NAME PORT GATEWAY: that nginx. It is a part of the load, and has its processors.
start_front() {
  claim "$2"
  mkdir -p "$dir/$1/front"
  sed -e "s|@DIR@|$dir/$1/front|g; s|@PORT@|$2|g; s|@GATEWAY@|$3|g; s|@WORKERS@|$workers|g; s|@CERTIFICATES@|$dir|g" \
    "$bench/lib/front.conf" >"$dir/$1/front.conf"
  launch "$ours" "$dir/$1/front.log" nginx -p "$dir/$1/front" -c "$dir/$1/front.conf"
  until_answers "http://127.0.0.1:$2/" "$last" || fail "nginx does not start: $(tail -n 1 "$dir/$1/front.log")"
}

# warm NAME PAYLOAD SECONDS: in short runs, for proofs grow old.
warm() {
  local left=$3 slice
  while ((left > 0)); do
    slice=$((left < 3 ? left : 3))
    prepare "$1" "$slice"
    wrk_run "$1" "$2" 64 "$slice" 0 >/dev/null
    left=$((left - slice))
  done
}

# Whether its callers come with something else than an API key.
shows_token() { [[ $1 == jwt-* || " dpop tls mtls introspected exchanged " == *" $1 "* ]]; }

# Writes the difference of NAME into its configuration FILE.
differ() {
  printf '\npinning: {first-seen: approve}\n' >>"$2"
  case $1 in
    key) ;;
    jwt-* | dpop) trust "$2" ;;
    tls | mtls)
      trust "$2"
      echo "tls: {certificate: \"file:$dir/gateway.pem\", key: \"file:$dir/gateway.key\", client-ca: \"file:$dir/authority.pem\", client-certificates: required}" >>"$2"
      ;;
    introspected)
      trust "$2"
      sed -i "s|^        claims:.*|&\n        introspection: {url: \"$(issuer)/introspect\", client-id: gateway, client-secret: \"file:secret\"}|" "$2"
      ;;
    exchanged)
      trust "$2"
      sed -i "s|^    url: .*|&\n    credentials: {token-exchange: {audience: fixture, authorization-server: {issuer: \"$(issuer)\", token-endpoint: \"$(issuer)/token\", client-id: gateway, client-secret: \"file:secret\"}}}|" "$2"
      ;;
    rules-*-elsewhere) rules "${1//[^0-9]/}" 'read_*' "$2" ;;
    rules-*) rules "${1//[^0-9]/}" 'search_*' "$2" ;;
    relation)
      sed -i -e 's|^policy:|&\n  objects: {folder: {relations: {reader: []}, named-by: [{servers: [fixture], tools: ["search_*"], argument: folder}]}}|' \
        -e 's|{name: staff-search,|& objects: {folder: reader},|' "$2"
      ;;
  esac
}

issuer() { echo "http://127.0.0.1:$((port + 1))"; }

trust() { # FILE
  echo secret >"${1%/*}/secret"
  cat >>"$1" <<END

authentication:
  oauth:
    resource: https://mcp.bench.example/mcp
    issuers:
      bench:
        issuer: "$(issuer)"
        jwks: "$(issuer)/jwks"
        claims: {roles: [roles]}
END
}

# rules COUNT TOOLS FILE: so many rules instead of those that stand there. The last one allows; the others speak of TOOLS, and
# hold under a condition that is never met.
rules() {
  local i
  sed -i '/^policy:/,/^$/d' "$3"
  {
    printf 'policy:\n  allow:\n'
    for ((i = 1; i < $1; i++)); do
      echo "    - {name: project-$i, roles: [staff], tools: [\"$2\"], when: 'args.folder == \"project-$i\" && args.limit <= $i'}"
    done
    echo "    - {name: staff-search, roles: [staff], tools: [\"search_*\"], when: 'args.limit <= 500 && args.folder != \"inbox\"'}"
  } >>"$3"
}

# What a kind of caller shows, one line for a request. Proofs are good once: there are half as many again as anybody could send.
credentials() { # NAME SECONDS
  local kind count=1 rate
  case $1 in
    jwt-*) kind=${1#jwt-} ;;
    dpop) kind=dpop ;;
    introspected) kind=opaque ;;
    exchanged | tls) kind=es256 ;;
    mtls) kind=certificate-$(thumbprint "$dir/client.pem") ;;
    *) echo "Bearer $(token "$1")" && return ;;
  esac
  if (($2 > 0)); then
    rate=$(awk -v most=$((4000 * workers)) '$5 > most { most = $5 } END { print int(most) }' "$dir/rates")
    count=$((rate * $2 * 3 / 2))
  fi
  curl -sS --max-time 120 "$(issuer)/credentials?$kind&$count"
}

# Each contender must refuse what only its own difference can tell: else it would not be that which is measured.
refuses() {
  local line small other words='not authenticated'
  line=$(credential "$1")
  small=$(request tools/call search_small)
  case $1 in
    jwt-* | tls) other=${line%??????}AAAAAA ;;
    mtls) other=$(curl -sS --max-time 10 "$(issuer)/credentials?certificate-$(thumbprint "$dir/other.pem")&1") ;;
    dpop)
      other=$line
      send "$1" "$line" tools/call search_small "$small" >/dev/null
      ;;
    rules-*) other=$line small=${small/'"limit":100'/'"limit":600'} words='refused by policy' ;;
    relation) other=$line small=${small/'"folder":"archive"'/'"folder":"reports"'} words='refused by policy' ;;
    *) other=${line}x ;;
  esac
  refused "$1" "$other" "$small" "$words"
}

refused() { # NAME LINE BODY WORDS
  local answer
  answer=$(send "$1" "$2" tools/call search_small "$3") || answer=
  [[ $answer == *"$4"* && $answer != *'"structuredContent"'* ]] || void "$1 does not refuse: $(head -c 300 <<<"$answer")"
}

# The issuer must have been asked, and not for every request.
asked() {
  local counted count name
  while read -r counted count; do
    name=${counted/exchanges/exchanged} name=${name/introspections/introspected}
    [[ " ${names[*]} " != *" $name "* ]] || ((count >= 1 && count <= 200)) || void "$name: the issuer was asked $count times"
  done < <(curl -sS --max-time 10 "$(issuer)/asked")
}
