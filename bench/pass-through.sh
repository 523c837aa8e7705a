#!/usr/bin/env bash
# Holds the transport alone (PassThrough) against nginx as a reverse proxy, in interleaved rounds.
# Needs nginx, wrk, taskset and a built project. Usage: bench/pass-through.sh CLASSPATH [ROUNDS] [SECONDS]
# The proxies share one core, load and upstream the other. Only ratios within a round mean anything; on a
# machine that does other work only those of CPU time do: the scheduler favours whoever has more threads.
set -euo pipefail
classpath=$1 rounds=${2:-5} seconds=${3:-4} dir=$(mktemp -d) pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$dir"' EXIT
common='worker_processes 1; master_process off; daemon off; error_log /dev/null; events { worker_connections 4096; }'
http="access_log off; keepalive_requests 100000000; tcp_nodelay on; client_body_buffer_size 128k; default_type application/json;
  client_body_temp_path $dir/a; proxy_temp_path $dir/b; fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;"
text() { printf '%*s' "$1" '' | tr ' ' a; }
text 65500 >"$dir/64k"
cat >"$dir/up.conf" <<C
$common pid $dir/up.pid; http { $http server { listen 127.0.0.1:19001 backlog=1024;
  location /1k { return 200 '$(text 1000)'; } location /64k { root $dir; error_page 405 =200 \$uri; } } }
C
cat >"$dir/px.conf" <<C
$common pid $dir/px.pid; http { $http
  upstream u { server 127.0.0.1:19001; keepalive 512; } upstream s { server 127.0.0.1:19004; keepalive 512; }
  server { listen 127.0.0.1:19002 backlog=1024; proxy_http_version 1.1; proxy_set_header Connection "";
    location /sse { proxy_pass http://s; proxy_buffering off; } location / { proxy_pass http://u; } } }
C
cat >"$dir/post.lua" <<C
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = string.rep("a", 1000)
C
start() { local core=$1; shift; taskset -c "$core" "$@" >/dev/null 2>&1 & pids+=($!); last=$!; }
jvm=(java -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx512m -cp "$classpath")
start 1 nginx -c "$dir/up.conf"
start 1 "${jvm[@]}" io.portreeve.bench.StreamingUpstream 19004
start 0 nginx -c "$dir/px.conf"; nginx=$last
start 0 "${jvm[@]}" io.portreeve.bench.PassThrough 19003 http://127.0.0.1:19001/; plain=$last
start 0 "${jvm[@]}" io.portreeve.bench.PassThrough 19005 http://127.0.0.1:19004/; streamed=$last
sleep 5
cpu() { awk '{ print $14 + $15, $15 }' "/proc/$1/stat"; }
load() { # PATH CONNECTIONS PORT PID SECONDS -> requests per second, CPU microseconds per request, those of them in the kernel
  local before kernel_before after kernel_after out; read -r before kernel_before < <(cpu "$4")
  out=$(taskset -c 1 wrk -t1 -c"$2" -d"$5s" -s "$dir/post.lua" "http://127.0.0.1:$3$1")
  read -r after kernel_after < <(cpu "$4")
  awk -v c=$((after - before)) -v k=$((kernel_after - kernel_before)) \
    '/requests in/ { n = $1 } /Requests.sec/ { r = $2 } END { print r, c * 10000 / n, k * 10000 / n }' <<<"$out"
}
for what in "/1k 1" "/1k 16" "/1k 64" "/1k 256" "/64k 64" "/sse 64"; do
  read -r path connections <<<"$what"
  port=19003 pid=$plain; [ "$path" = /sse ] && port=19005 pid=$streamed
  load "$path" "$connections" "$port" "$pid" 10 >/dev/null
  for ((i = 0; i < rounds; i++)); do
    read -r r1 c1 k1 <<<"$(load "$path" "$connections" 19002 "$nginx" "$seconds")"
    read -r r2 c2 k2 <<<"$(load "$path" "$connections" "$port" "$pid" "$seconds")"
    awk -v w="$what" -v a="$r1" -v b="$r2" -v c="$c1" -v d="$c2" -v k="$k1" -v l="$k2" 'BEGIN {
      printf "%-8s throughput %.2f of nginx, CPU per request %.2f of nginx (%.0f us, %.0f of them in the kernel; nginx %.0f and %.0f)\n",
        w, b / a, d / c, d, l, c, k }'
  done
done
