# Load, with ratios to nginx: tables, or JSON lines. After medians.awk.
function table(    c, i, part, name, last) {
  for (c = 1; c <= cellCount; c++) {
    split(cells[c], part, " ")
    if (part[1] != last) {
      last = part[1]
      printf "\n%s\n%5s %-10s %16s %15s %15s %18s %15s %13s %8s\n", last, "conns", "", "requests/s", "p50 ms", "p99 ms", "CPU ms/10k req", "in the kernel", "memory MiB", "KiB/req"
    }
    for (i = 1; i <= nameCount; i++) {
      name = order[i]
      printf "%5s %-10s %8s %7s %7s %7s %7s %7s %10s %7s %7s %7s %6s %6s %8s\n", part[2], name,
        show(median(cells[c], name, 1), "%.0f"), show(median(cells[c], name, 1, 1), "%.2fx"),
        show(median(cells[c], name, 2) / 1000, "%.2f"), show(median(cells[c], name, 2, 1), "%.1fx"),
        show(median(cells[c], name, 3) / 1000, "%.2f"), show(median(cells[c], name, 3, 1), "%.1fx"),
        show(median(cells[c], name, 4), "%.0f"), show(median(cells[c], name, 4, 1), "%.2fx"),
        show(median(cells[c], name, 6), "%.0f"), show(median(cells[c], name, 6, 1), "%.2fx"),
        show(median(cells[c], name, 5), "%.0f"), show(median(cells[c], name, 5, 1), "%.1fx"),
        show(median(cells[c], name, 7), "%.1f")
    }
  }
}

function objects(    c, i, m, part, keys) {
  split("requestsPerSecond p50Micros p99Micros cpuMillisPer10k residentMiB kernelMillisPer10k", keys, " ")
  gsub(/["\\]/, "", machine)
  for (c = 1; c <= cellCount; c++) {
    split(cells[c], part, " ")
    for (i = 1; i <= nameCount; i++) {
      printf "{\"machine\":\"%s\",\"payload\":\"%s\",\"connections\":%d,\"contender\":\"%s\",\"rounds\":%d", machine, part[1], part[2], order[i], rounds
      for (m = 1; m <= 6; m++)
        printf ",\"%s\":%s,\"%sToNginx\":%s", keys[m], json_number(median(cells[c], order[i], m)), keys[m], json_number(median(cells[c], order[i], m, 1))
      printf ",\"allocatedKiBPerRequest\":%s}\n", json_number(median(cells[c], order[i], 7))
    }
  }
}
