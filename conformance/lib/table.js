// One line per leg.
const COLUMNS = [
  ['leg', (row) => row.leg],
  ['scenarios', (row) => `${row.passed}/${row.scenarios}`],
  ['checks', (row) => `${row.checks}`],
  ['failed', (row) => `${row.failures}`],
  ['expected', (row) => `${row.expected}`],
  ['verdict', (row) => (row.faults ? `${row.faults} FAULTS` : 'ok')],
];

export function table(rows) {
  const lines = [
    COLUMNS.map(([title]) => title),
    ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
