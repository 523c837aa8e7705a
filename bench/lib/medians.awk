# Medians over the rounds, and of ratios to what `base` names in the same round. Input: payload connections round name rate p50
# p99 cpu rss, the kernel's part of cpu, and what was allocated where that is known. What follows defines table() and objects(), one of which shows them.
{
  cell = $1 " " $2
  if (!(cell in seen)) { seen[cell] = 1; cells[++cellCount] = cell }
  if (!($4 in known)) { known[$4] = 1; order[++nameCount] = $4 }
  for (m = 1; m <= 7 && 4 + m <= NF; m++) value[cell, $3, $4, m] = $(4 + m)
  if ($3 > rounds) rounds = $3
}

# Median of what was measured, or of the ratios to the base in the same rounds.
function median(cell, name, m, ratio,    r, n, i, j, t, list) {
  n = 0
  for (r = 1; r <= rounds; r++) {
    if (!((cell, r, name, m) in value) || (ratio && !(value[cell, r, base, m] > 0))) continue
    t = value[cell, r, name, m] / (ratio ? value[cell, r, base, m] : 1)
    for (i = n++; i > 0 && list[i] > t; i--) list[i + 1] = list[i]
    list[i + 1] = t
  }
  if (n == 0) return -1
  return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function show(number, form) { return number < 0 ? "-" : sprintf(form, number) }

function json_number(number) { return number < 0 ? "null" : sprintf("%.3f", number) }

END { if (json) objects(); else table() }
