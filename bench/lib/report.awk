# Medians over the rounds, as tables or as JSON lines. Input: payload connections round name rate p50 p99 cpu rss
{
  cell = $1 " " $2
  if (!(cell in seen)) { seen[cell] = 1; cells[++cellCount] = cell }
  if (!($4 in known)) { known[$4] = 1; order[++nameCount] = $4 }
  for (m = 1; m <= 5; m++) value[cell, $3, $4, m] = $(4 + m)
  if ($3 > rounds) rounds = $3
}

# Median of what was measured, or of the ratios to nginx in the same rounds.
function median(cell, name, m, ratio,    r, n, i, j, t, list) {
  n = 0
  for (r = 1; r <= rounds; r++) {
    if (!((cell, r, name, m) in value) || (ratio && !(value[cell, r, "nginx", m] > 0))) continue
    t = value[cell, r, name, m] / (ratio ? value[cell, r, "nginx", m] : 1)
    for (i = n++; i > 0 && list[i] > t; i--) list[i + 1] = list[i]
    list[i + 1] = t
  }
  if (n == 0) return -1
  return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function show(number, form) { return number < 0 ? "-" : sprintf(form, number) }

function table(    c, i, part, name, last) {
  for (c = 1; c <= cellCount; c++) {
    split(cells[c], part, " ")
    if (part[1] != last) {
      last = part[1]
      printf "\n%s\n%5s %-10s %16s %15s %15s %18s %13s\n", last, "conns", "", "requests/s", "p50 ms", "p99 ms", "CPU ms/10k req", "memory MiB"
    }
    for (i = 1; i <= nameCount; i++) {
      name = order[i]
      printf "%5s %-10s %8s %7s %7s %7s %7s %7s %10s %7s %6s %6s\n", part[2], name,
        show(median(cells[c], name, 1), "%.0f"), show(median(cells[c], name, 1, 1), "%.2fx"),
        show(median(cells[c], name, 2) / 1000, "%.2f"), show(median(cells[c], name, 2, 1), "%.1fx"),
        show(median(cells[c], name, 3) / 1000, "%.2f"), show(median(cells[c], name, 3, 1), "%.1fx"),
        show(median(cells[c], name, 4), "%.0f"), show(median(cells[c], name, 4, 1), "%.2fx"),
        show(median(cells[c], name, 5), "%.0f"), show(median(cells[c], name, 5, 1), "%.1fx")
    }
  }
}

function objects(    c, i, m, part, keys) {
  split("requestsPerSecond p50Micros p99Micros cpuMillisPer10k residentMiB", keys, " ")
  gsub(/["\\]/, "", machine)
  for (c = 1; c <= cellCount; c++) {
    split(cells[c], part, " ")
    for (i = 1; i <= nameCount; i++) {
      printf "{\"machine\":\"%s\",\"payload\":\"%s\",\"connections\":%d,\"contender\":\"%s\",\"rounds\":%d", machine, part[1], part[2], order[i], rounds
      for (m = 1; m <= 5; m++)
        printf ",\"%s\":%s,\"%sToNginx\":%s", keys[m], json_number(median(cells[c], order[i], m)), keys[m], json_number(median(cells[c], order[i], m, 1))
      print "}"
    }
  }
}

function json_number(number) { return number < 0 ? "null" : sprintf("%.3f", number) }

END { if (json) objects(); else table() }
