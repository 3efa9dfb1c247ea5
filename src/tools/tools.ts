import type * as z from 'zod';
import type { ToolName } from '../core/agents/tool-names.ts';
import {
  addChecklistEntries,
  createWorkItem,
  tickChecklistEntry,
  updateWorkItem,
} from './contracts/edit-items.ts';
import { addDependency, addSubItem, removeDependency, removeSubItem } from './contracts/link-items.ts';
import { getProject, getWorkItem, listWorkItems } from './contracts/read-items.ts';
import { finish, reportProgress } from './contracts/run.ts';
import { commentOnWorkItem, moveWorkItem } from './contracts/write-items.ts';
import type { ToolContract } from './tool-contract.ts';

/** Every tool that Interlock serves to agents. What runs, what models are told and `docs/tools.md` are made from this table. */
export const tools = {
  get_project: getProject,
  list_work_items: listWorkItems,
  get_work_item: getWorkItem,
  move_work_item: moveWorkItem,
  comment_on_work_item: commentOnWorkItem,
  create_work_item: createWorkItem,
  update_work_item: updateWorkItem,
  tick_checklist_entry: tickChecklistEntry,
  add_checklist_entries: addChecklistEntries,
  add_dependency: addDependency,
  remove_dependency: removeDependency,
  add_sub_item: addSubItem,
  remove_sub_item: removeSubItem,
  report_progress: reportProgress,
  finish,
} as const satisfies Readonly<Record<ToolName, ToolContract>>;

type Tools = typeof tools;

export type ToolArguments<Name extends ToolName> = z.output<Tools[Name]['arguments']>;

export type ToolResult<Name extends ToolName> = z.output<Tools[Name]['result']>;

export function isToolName(name: string): name is ToolName {
  return Object.hasOwn(tools, name);
}
