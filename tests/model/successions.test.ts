import { describe } from 'vitest';
import { holds } from './holds.ts';
import { successions } from './stories/two.ts';

describe('in every order of what two do of whom one follows the other', () => {
  holds(successions);
});
