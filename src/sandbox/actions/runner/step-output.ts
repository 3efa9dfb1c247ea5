import type { Annotation } from '../workflow-run.ts';
import { type JobSession, print } from './job-session.ts';
import { isResumeCommand, parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts';

/** Reads what a step prints: commands are carried out, the rest goes into the log. */
export class StepOutput {
  readonly #session: JobSession;
  #stoppedUntil: string | undefined;
  /** Set when a command was used that GitHub has switched off: the step fails. */
  error: string | undefined;

  constructor(session: JobSession) {
    this.#session = session;
  }

  readonly onLine = (line: string): void => {
    if (this.#stoppedUntil !== undefined) {
      if (isResumeCommand(line, this.#stoppedUntil)) this.#stoppedUntil = undefined;
      print(this.#session, line);
      return;
    }
    const command = parseWorkflowCommand(line);
    if (command) this.#carryOut(command);
    else this.#printText(line);
    this.#session.changed();
  };

  #carryOut(command: WorkflowCommand): void {
    const { name, message } = command;
    switch (name) {
      case 'add-mask':
        if (message.trim() === '')
          this.#fail("Can't add secret mask for empty string in ##[add-mask] command.");
        this.#session.masks.add(message);
        print(this.#session, '::add-mask::***');
        return;
      case 'notice':
      case 'warning':
      case 'error':
        return this.#annotate(name, command);
      case 'group':
      case 'endgroup':
        return print(this.#session, `##[${name}]${message}`);
      case 'stop-commands':
        this.#stoppedUntil = message;
        return;
      // Shown only while ACTIONS_STEP_DEBUG is on, which it never is here.
      case 'debug':
      case 'echo':
        return;
      case 'add-matcher':
        return this.#addMatcher(message);
      case 'remove-matcher':
        return this.#session.matchers.remove(command.properties['owner'] ?? '');
      default:
        return this.#fail(
          `The \`${name}\` command is disabled. Please upgrade to using Environment Files. ` +
            'For more information see: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/',
        );
    }
  }

  #printText(line: string): void {
    const problem = this.#session.matchers.match(line);
    if (!problem) return print(this.#session, line);
    const { level, message } = problem;
    print(this.#session, `##[${level === 'failure' ? 'error' : level}]${line}`);
    const masked = this.#session.masks.apply(message);
    this.#session.run.annotations.push({ ...problem, message: masked });
  }

  #addMatcher(file: string): void {
    try {
      this.#session.matchers.add(file, this.#session.folders.workspace);
    } catch (error) {
      this.#fail(`Error processing command 'add-matcher': ${String(error)}`);
    }
  }

  #annotate(name: 'notice' | 'warning' | 'error', { message, properties }: WorkflowCommand): void {
    print(this.#session, `##[${name}]${message}`);
    const annotation: Annotation = {
      level: name === 'error' ? 'failure' : name,
      message: this.#session.masks.apply(message),
    };
    if (properties['title'] !== undefined) annotation.title = this.#session.masks.apply(properties['title']);
    if (properties['file'] !== undefined) annotation.file = properties['file'];
    this.#session.run.annotations.push(annotation);
  }

  #fail(message: string): void {
    this.error ??= message;
  }
}
