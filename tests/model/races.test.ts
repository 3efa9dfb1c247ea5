import { describe } from 'vitest';
import { holds } from './holds.ts';
import { races } from './stories/two.ts';

describe('in every order of what two do who want the same thing', () => {
  holds(races);
});
