/** A command cannot do what it was asked for. The message is for the person who asked; the exit code is 2. */
export class CliRefusal extends Error {
  override readonly name = 'Refusal';
}
