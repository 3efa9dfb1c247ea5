import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { calls } from './bench/calls.ts';
import { contention } from './bench/contention.ts';
import { type Figure, meetsAim } from './bench/figure.ts';
import { ledger } from './bench/ledger.ts';
import { life } from './bench/life.ts';
import { model } from './bench/model.ts';
import { modelProxy } from './bench/model-proxy.ts';
import { renderFigures } from './bench/render-figures.ts';
import { scale } from './bench/scale.ts';
import { sizes } from './bench/sizes.ts';
import { standIn } from './bench/stand-in.ts';
import { start } from './bench/start.ts';
import { toolCalls } from './bench/tool-calls.ts';
import { webhooks } from './bench/webhooks.ts';

const groups = [
  start,
  sizes,
  toolCalls,
  calls,
  scale,
  ledger,
  life,
  contention,
  model,
  modelProxy,
  standIn,
  webhooks,
];

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const root = join(import.meta.dirname, '../..');
const unknown = positionals.filter((name) => !groups.some((group) => group.name === name));
if (unknown.length > 0) {
  console.error(
    `no such figures: ${unknown.join(', ')}; there are ${groups.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const measured: Record<string, readonly Figure[]> = {};
for (const { name, title, measure } of groups) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const figures = await measure(root);
  measured[name] = figures;
  if (!values.json) console.log(renderFigures(title, figures));
}
if (values.json) console.log(JSON.stringify(measured, null, 2));
if (
  Object.values(measured)
    .flat()
    .some((figure) => !meetsAim(figure))
)
  process.exitCode = 1;
