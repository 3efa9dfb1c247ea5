import { parseArgs } from 'node:util';
import { show } from './show.ts';
import { manyActors } from './stories/many.ts';
import { wander } from './wander.ts';

const { values } = parseArgs({
  options: {
    actors: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const actors = wholeNumber('actors', values.actors);
const seconds = wholeNumber('seconds', values.seconds);
const seed = wholeNumber('seed', values.seed);

const stories = manyActors(actors);
let all = 0;
const began = performance.now();
for (const [index, story] of stories.entries()) {
  const end = began + ((index + 1) * seconds * 1000) / stories.length;
  const { states, depth, counterExample } = wander(story, { seed, isOver: () => performance.now() > end });
  all += states;
  console.log(`${story.title}: ${states.toLocaleString('en')} distinct states, up to ${depth} steps deep`);
  if (counterExample) {
    console.log(show(counterExample));
    process.exitCode = 1;
    break;
  }
}
const took = (performance.now() - began) / 1000;
console.log(
  `${all.toLocaleString('en')} distinct states with ${actors} actors, ${Math.round(all / took).toLocaleString('en')} a second, seed ${seed}` +
    (process.exitCode === 1 ? '' : '; every invariant held in all of them'),
);

function wholeNumber(name: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name}: expected a whole number above 0, not ${given}`);
  process.exit(2);
}
