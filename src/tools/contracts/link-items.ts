import * as z from 'zod';
import type { ToolContract } from '../tool-contract.ts';
import { itemArgument } from './arguments.ts';

const result = z.object({
  item: z.string(),
  changed: z.boolean().describe('false: it was so already.'),
});

/** What the four tools have in common. */
const common = { result, texts: {}, effect: 'write', idempotent: true, callsPerRun: 40 } as const;

const waiting = z.strictObject({
  item: itemArgument,
  dependsOn: itemArgument.describe('The item that has to be finished first.'),
});

const part = z.strictObject({
  item: itemArgument.describe('The larger item.'),
  subItem: itemArgument.describe('The item that is a part of it.'),
});

export const addDependency = {
  ...common,
  title: 'Add dependency',
  description:
    'Has an item wait for another one: it is not chosen before that one is finished. Use it only where the order is forced. Two items that wait for each other are refused.',
  arguments: waiting,
} as const satisfies ToolContract;

export const removeDependency = {
  ...common,
  title: 'Remove dependency',
  description:
    'Takes away that an item waits for another one. Words in its text such as "blocked by" count as well, and stay.',
  arguments: waiting,
} as const satisfies ToolContract;

export const addSubItem = {
  ...common,
  title: 'Add sub-item',
  description:
    'Shows an item as a part of a larger one. It makes neither wait for the other. An item can be a part of one item only, and an item has at most 100 parts.',
  arguments: part,
} as const satisfies ToolContract;

export const removeSubItem = {
  ...common,
  title: 'Remove sub-item',
  description: 'Takes away that an item is a part of a larger one.',
  arguments: part,
} as const satisfies ToolContract;
