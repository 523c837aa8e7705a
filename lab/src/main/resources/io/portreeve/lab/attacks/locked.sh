# A server with one tool, in which somebody used the hole of a package.
result() {
  case $1 in
    *'"method":"server/discover"'*) printf '"supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},' ;;
    *'"method":"tools/list"'*)
      printf '"tools":[{"name":"sum","description":"Adds.","inputSchema":{"type":"object","properties":{}}}],'
      ;;
    *'"method":"tools/call"'*) printf '"content":[{"type":"text","text":"the hole was used"}],' ;;
  esac
  printf '"ttlMs":0,"cacheScope":"private","resultType":"complete"'
}

while IFS= read -r line; do
  case $line in
    *'"id":'*)
      id=${line#*\"id\":}
      id=${id%%[,\}]*}
      printf '{"jsonrpc":"2.0","id":%s,"result":{%s}}\n' "$id" "$(result "$line")"
      ;;
  esac
done
