import { describe } from 'vitest';
import { holds } from './holds.ts';
import { budgets } from './stories/budgets.ts';

describe('in every order of what runs do that cost money', () => {
  holds(budgets);
});
