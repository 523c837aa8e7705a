-- Sends one request over and over. BODY names the file that holds it, TOKEN and TOOL go into its headers.
-- CREDENTIALS names a file of what is shown instead of TOKEN, a line a request: Authorization, and DPoP behind a tab. Each of
-- THREADS takes its share, so that no line is sent twice before all were.
-- With CHECK=1 every answer is looked at, which costs wrk time: only for runs that are not measured.
local file = assert(io.open(os.getenv("BODY")))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Accept"] = "application/json, text/event-stream"
wrk.headers["MCP-Protocol-Version"] = "2026-07-28"
wrk.headers["Mcp-Method"] = "tools/call"
wrk.headers["Mcp-Name"] = os.getenv("TOOL")

local threads = {}
function setup(thread)
  thread:set("share", #threads)
  table.insert(threads, thread)
end

local shown = os.getenv("CREDENTIALS") or ""
if shown ~= "" then
  local own, at = {}, 0
  function init()
    local n, all = 0, tonumber(os.getenv("THREADS"))
    for line in io.lines(shown) do
      if n % all == share or n == 0 then table.insert(own, line) end
      n = n + 1
    end
    if n > 1 and share > 0 then table.remove(own, 1) end
  end
  function request()
    at = at % #own + 1
    local authorization, proof = own[at]:match("^([^\t]*)\t?(.*)$")
    wrk.headers["Authorization"] = authorization
    wrk.headers["DPoP"] = proof ~= "" and proof or nil
    return wrk.format()
  end
end

wrong = 0
if os.getenv("CHECK") == "1" then
  local events = os.getenv("TOOL") == "search_stream" and 10 or 0
  function response(status, headers, body)
    local whole = body:find('"id":1,"result":{', 1, true) and body:find('"structuredContent":{"total":', 1, true)
    local _, progress = body:gsub('"notifications/progress"', "")
    if status ~= 200 or not whole or progress ~= events or body:find('"isError":true', 1, true) then wrong = wrong + 1 end
  end
end

-- requests, errors, wrong answers, bytes a request, requests a second, p50 and p99 in microseconds
function done(summary, latency, requests)
  local bad = 0
  for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
  local e = summary.errors
  print(string.format("RESULT %d %d %d %.1f %.1f %d %d", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    bad, summary.bytes / math.max(1, summary.requests), summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99)))
end
