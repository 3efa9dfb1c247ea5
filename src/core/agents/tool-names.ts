/** Tools that read and write the project's items. Interlock serves them, within what the agent's definition allows. */
export const BOARD_TOOLS = [
  'get_project',
  'list_work_items',
  'get_work_item',
  'move_work_item',
  'comment_on_work_item',
  'create_work_item',
  'update_work_item',
  'tick_checklist_entry',
  'add_checklist_entries',
  'add_dependency',
  'remove_dependency',
  'add_sub_item',
  'remove_sub_item',
] as const;

/** Tools of the run itself. Every agent has them. */
export const RUN_TOOLS = ['report_progress', 'finish'] as const;

/** What the engine brings itself, and Interlock does not serve. */
export const ENGINE_TOOLS = ['read_files', 'write_files', 'run_commands'] as const;

export type ToolName = (typeof BOARD_TOOLS)[number] | (typeof RUN_TOOLS)[number];
