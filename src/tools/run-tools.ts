import type { ToolName } from '../core/agents/tool-names.ts';
import type { ItemId } from '../core/item-id.ts';
import { type Reason, remedyAfter } from '../core/reasons.ts';
import { agentMarkdown, agentTitle } from '../core/text/agent-text.ts';
import * as text from '../core/text/tool-message.ts';
import { withoutSecrets } from '../core/text/without-secrets.ts';
import type { ToolAnswer, ToolFailure, ToolHandlers } from './tool-answer.ts';
import { toolFailure } from './tool-answer.ts';
import { type ToolCall, type ToolCallLog, toolCallLog } from './tool-call-log.ts';
import type { ToolContract } from './tool-contract.ts';
import type { ToolGrant } from './tool-grant.ts';
import { isToolName, tools } from './tools.ts';

/** The tools of one run, as its agent may call them. */
export interface RunTools {
  /** In the order of the table. */
  readonly offered: readonly ToolName[];
  /** Never rejects. @param args whatever the agent sent. */
  call(name: string, args: unknown): Promise<ToolAnswer<object>>;
  /** Every call so far. */
  readonly calls: readonly ToolCall[];
}

export interface RunToolsOptions {
  readonly grant: ToolGrant;
  readonly handlers: ToolHandlers;
  /** The item that the agent's texts may close. */
  readonly item: ItemId | undefined;
  /** Values that must appear in no text, such as keys and tokens. */
  readonly secrets: () => Iterable<string>;
  /** What an exception of a handler means; `undefined`: it is a defect. */
  readonly explain: (error: unknown) => { readonly reason: Reason; readonly message: string } | undefined;
  /** Told of every call, when it has ended. */
  readonly onCall?: (call: ToolCall) => void;
  /** Told of every defect. */
  readonly onDefect?: (error: unknown) => void;
  readonly now: () => Date;
}

/**
 * Every call goes through here: is the tool allowed, do its arguments parse, how often was it called, is its text fit to
 * be posted. Only then a handler runs. Calls that write run one after another, however many an agent sends at once.
 */
export function runTools(options: RunToolsOptions): RunTools {
  const { grant, handlers, now, secrets, onCall } = options;
  const log: ToolCallLog = toolCallLog({ secrets, ...(onCall && { onCall }) });
  const counts = new Map<ToolName, number>();
  const offered = (Object.keys(tools) as ToolName[]).filter(
    (name) => grant.tools.has(name) && handlers[name] !== undefined,
  );
  let lastWrite: Promise<unknown> = Promise.resolve();

  const perform = async (name: string, args: unknown): Promise<ToolAnswer<object>> => {
    if (!isToolName(name) || !offered.includes(name)) {
      return toolFailure('tool-not-allowed', text.toolNotOffered(name, offered));
    }
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const most = grant.callsPerRun[name];
    if (count > most) return toolFailure('tool-limit-reached', text.toolLimitReached(name, most));
    const prepared = prepare(name, args, options);
    if (prepared.kind === 'failed') return prepared;
    const run = () => handle(name, prepared.args, options);
    if (tools[name].effect === 'read') return run();
    const written = lastWrite.then(run);
    lastWrite = written;
    return written;
  };

  return {
    offered,
    calls: log.calls,
    async call(name, args) {
      const started = now();
      const answer = await perform(name, args);
      log.add({ name, args, answer, milliseconds: now().getTime() - started.getTime() });
      return answer;
    },
  };
}

type Prepared = { readonly kind: 'prepared'; readonly args: object } | ToolFailure;

function prepare(name: ToolName, args: unknown, { item, secrets }: RunToolsOptions): Prepared {
  const contract: ToolContract = tools[name];
  if (holdsSecret(args, secrets())) return toolFailure('text-refused', text.secretInText());
  const parsed = contract.arguments.safeParse(args ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      return path.length === 0 ? message : `${path.join('.')}: ${message}`;
    });
    return toolFailure('tool-arguments-invalid', text.toolArgumentsInvalid(name, problems));
  }
  const harmless: Record<string, unknown> = { ...parsed.data };
  for (const [argument, kind] of Object.entries(contract.texts)) {
    const value = harmless[argument];
    const cleaned: string[] = [];
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== 'string') continue;
      const made = kind === 'title' ? agentTitle(one) : agentMarkdown(one, { own: item });
      if (made.kind === 'refused') {
        return toolFailure('text-refused', text.toolTextRefused(argument, made.why));
      }
      cleaned.push(made.text);
    }
    if (Array.isArray(value)) harmless[argument] = cleaned;
    else if (value !== undefined) harmless[argument] = cleaned[0];
  }
  // What is hidden may have parted it.
  if (holdsSecret(harmless, secrets())) return toolFailure('text-refused', text.secretInText());
  return { kind: 'prepared', args: harmless };
}

function holdsSecret(args: unknown, secrets: Iterable<string>): boolean {
  const sent = JSON.stringify(args ?? {});
  return withoutSecrets(sent, secrets) !== sent;
}

async function handle(
  name: ToolName,
  args: object,
  { handlers, explain, onDefect }: RunToolsOptions,
): Promise<ToolAnswer<object>> {
  try {
    // The arguments were parsed by the schema of this very tool, which the compiler cannot follow by name.
    const handler = handlers[name] as ((args: object) => Promise<ToolAnswer<object>>) | undefined;
    if (!handler) throw new Error(`${name} was offered without a handler`);
    return await handler(args);
  } catch (error) {
    const known = explain(error);
    if (!known) {
      onDefect?.(error);
      return toolFailure('internal-error', text.toolBroke(name));
    }
    const { reason, message } = known;
    return toolFailure(reason, text.toolFailedOutside(name, `${message}${remedyAfter(reason)}`));
  }
}
