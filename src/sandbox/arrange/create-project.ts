import type { NewProject } from '../project-handle.ts';
import {
  type PlainField,
  type Project,
  ProjectItems,
  type SelectField,
  type SelectOption,
} from '../state/project.ts';
import type { Projects } from '../state/projects.ts';
import type { World } from '../state/world.ts';

/** The colours that GitHub gives out in turn. */
const COLORS = ['GRAY', 'BLUE', 'GREEN', 'YELLOW', 'ORANGE', 'RED', 'PINK', 'PURPLE'];

export function createProject(world: World, projects: Projects, wanted: NewProject): Project {
  const known = world.user(wanted.owner);
  if (known && wanted.ownerType && known.type !== wanted.ownerType) {
    throw new Error(`${wanted.owner} is a ${known.type}`);
  }
  const owner = known ?? world.ensureUser(wanted.owner, wanted.ownerType ?? 'Organization');
  const number = wanted.number ?? projects.nextNumber(owner);
  if (projects.find(owner, number)) throw new Error(`${owner.login} has a project ${number} already`);
  const id = world.ids.next('project');
  const now = world.clock.tick();
  const project: Project = {
    id,
    nodeId: world.ids.nodeId('project', id),
    number,
    owner,
    creator: owner,
    title: wanted.title,
    public: wanted.public ?? false,
    closed: false,
    closedAt: null,
    createdAt: now,
    updatedAt: now,
    automations: wanted.automations ?? false,
    fields: [],
    items: new ProjectItems(),
  };
  addPlainField(world, project, { name: 'Title', type: 'TITLE' });
  addSelectField(world, project, { name: wanted.field ?? 'Status', options: wanted.states });
  projects.add(project);
  world.changed();
  return project;
}

export function addPlainField(
  world: World,
  project: Project,
  { name, type }: { name: string; type: PlainField['dataType'] },
): PlainField {
  const field: PlainField = { ...fieldCore(world, 'projectField', name), dataType: type };
  project.fields.push(field);
  return field;
}

/** Fields whose items are indexed come before items. */
export function addSelectField(
  world: World,
  project: Project,
  { name, options }: { name: string; options: readonly string[] },
): SelectField {
  if (project.items.live.length > 0) throw new Error('add single select fields before items');
  const core = fieldCore(world, 'projectSelect', name);
  const field: SelectField = { ...core, dataType: 'SINGLE_SELECT', options: [] };
  for (const option of options) addOption(world, field, option);
  project.fields.push(field);
  return field;
}

export function addOption(world: World, field: SelectField, name: string): SelectOption {
  const color = COLORS[field.options.length % COLORS.length] ?? 'GRAY';
  const option = { id: world.random.hex(8), name, color, description: '' };
  field.options.push(option);
  return option;
}

function fieldCore(
  world: World,
  kind: 'projectField' | 'projectSelect',
  name: string,
): Omit<PlainField, 'dataType'> {
  const id = world.ids.next(kind);
  const now = world.clock.tick();
  return { id, nodeId: world.ids.nodeId(kind, id), name, createdAt: now, updatedAt: now };
}
