import { parseArgs } from 'node:util';
import { show } from './show.ts';
import { manyActors } from './stories/many.ts';
import { wander } from './wander.ts';

const { values } = parseArgs({
  options: {
    actors: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const actors = wholeNumber('actors', values.actors);
const seconds = wholeNumber('seconds', values.seconds);
const seed = wholeNumber('seed', values.seed);

const say = (line: string): void => {
  if (!values.json) console.log(line);
};

const stories = manyActors(actors);
let all = 0;
let broken: string | undefined;
const began = performance.now();
for (const [index, story] of stories.entries()) {
  const end = began + ((index + 1) * seconds * 1000) / stories.length;
  const { states, depth, counterExample } = wander(story, { seed, isOver: () => performance.now() > end });
  all += states;
  say(`${story.title}: ${states.toLocaleString('en')} distinct states, up to ${depth} steps deep`);
  if (!counterExample) continue;
  broken = show(counterExample);
  say(broken);
  break;
}
const took = (performance.now() - began) / 1000;
say(
  `${all.toLocaleString('en')} distinct states with ${actors} actors, ${Math.round(all / took).toLocaleString('en')} a second, seed ${seed}` +
    (broken === undefined ? '; every invariant held in all of them' : ''),
);
if (values.json) console.log(JSON.stringify({ actors, seed, states: all, seconds: took, broken }));
if (broken !== undefined) process.exitCode = 1;

function wholeNumber(name: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number > 0) return number;
  console.error(`--${name}: expected a whole number above 0, not ${given}`);
  process.exit(2);
}
