# What each way of proving and judging costs, with ratios to an API key: a table, or JSON lines. After medians.awk.
function table(    c, i, name, part) {
  for (c = 1; c <= cellCount; c++) {
    split(cells[c], part, " ")
    printf "\n%s connections\n%-20s %16s %20s %18s\n", part[2], "", "requests/s", "CPU us/request", "p99 ms"
    for (i = 1; i <= nameCount; i++) {
      name = order[i]
      printf "%-20s %8s %7s %12s %7s %10s %7s\n", name,
        show(median(cells[c], name, 1), "%.0f"), show(median(cells[c], name, 1, 1), "%.2fx"),
        show(micros(cells[c], name), "%.1f"), show(median(cells[c], name, 4, 1), "%.2fx"),
        show(median(cells[c], name, 3) / 1000, "%.2f"), show(median(cells[c], name, 3, 1), "%.2fx")
    }
  }
}

# Milliseconds for 10,000 requests are what is measured.
function micros(cell, name,    m) {
  m = median(cell, name, 4)
  return m < 0 ? m : m / 10
}

function objects(    c, i, part) {
  gsub(/["\\]/, "", machine)
  for (c = 1; c <= cellCount; c++) {
    split(cells[c], part, " ")
    for (i = 1; i <= nameCount; i++) {
      printf "{\"machine\":\"%s\",\"connections\":%d,\"contender\":\"%s\",\"rounds\":%d", machine, part[2], order[i], rounds
      print pair(cells[c], order[i], "requestsPerSecond", 1, median(cells[c], order[i], 1)) \
        pair(cells[c], order[i], "cpuMicrosPerRequest", 4, micros(cells[c], order[i])) \
        pair(cells[c], order[i], "p50Micros", 2, median(cells[c], order[i], 2)) \
        pair(cells[c], order[i], "p99Micros", 3, median(cells[c], order[i], 3)) "}"
    }
  }
}

function pair(cell, name, key, m, value) {
  return ",\"" key "\":" json_number(value) ",\"" key "ToKey\":" json_number(median(cell, name, m, 1))
}
