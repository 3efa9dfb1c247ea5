/** A command cannot do what it was asked for. The message is for the person who asked; the exit code is 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
