import { type Figure, meetsAim } from './figure.ts';

/** One line for each name, with all that was measured of it. */
export function renderFigures(title: string, figures: readonly Figure[]): string {
  const names = [...new Set(figures.map(({ name }) => name))];
  const rows = names.map((name) => [name, ...figures.filter((figure) => figure.name === name).map(cell)]);
  const widths = (rows.toSorted((a, b) => b.length - a.length)[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [title, ...lines, ''].join('\n');
}

function cell(figure: Figure): string {
  const { value, unit, aim } = figure;
  const digits = Number.isInteger(value) ? 0 : value < 10 ? 2 : 1;
  const measured = `${value.toFixed(digits).padStart(7)} ${unit}`;
  if (!aim) return measured;
  const wanted = 'atMost' in aim ? `at most ${aim.atMost}` : `at least ${aim.atLeast}`;
  return `${measured} (${wanted}: ${meetsAim(figure) ? 'met' : 'MISSED'})`;
}
