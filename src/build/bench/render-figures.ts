import { type Figure, meetsAim } from './figure.ts';

/** One line for each name, with all that was measured of it. */
export function renderFigures(title: string, figures: readonly Figure[]): string {
  const names = [...new Set(figures.map(({ name }) => name))];
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => {
    const cells = figures.filter((figure) => figure.name === name).map(cell);
    return `  ${name.padEnd(width)}  ${cells.join('  ')}`.trimEnd();
  });
  return [title, ...lines, ''].join('\n');
}

function cell(figure: Figure): string {
  const { value, unit, aim } = figure;
  const digits = Number.isInteger(value) ? 0 : value < 10 ? 2 : 1;
  const measured = `${value.toFixed(digits).padStart(7)} ${unit.padEnd(14)}`;
  if (!aim) return measured;
  const wanted = 'atMost' in aim ? `at most ${aim.atMost}` : `at least ${aim.atLeast}`;
  return `${measured.trimEnd()} (${wanted}: ${meetsAim(figure) ? 'met' : 'MISSED'})`;
}
