/** One answer of a scripted model, and what it has to be asked before it gives it. */
export interface Turn {
  /** Asserts what the model was sent. What it throws fails the test, by `verify`. */
  readonly sees?: (sent: Sent) => void;
  readonly answer: Answer;
}

export type Answer =
  /** Ends the work with this text. */
  | { readonly kind: 'say'; readonly text: string }
  /** Calls a tool of the engine, by the name that the engine has for it. */
  | {
      readonly kind: 'call';
      readonly calls: readonly ToolCall[];
      readonly text?: string;
      /** Tokens of input that it says it took. */
      readonly tookTokens?: number;
    }
  /** An error in the provider's own form; given again when the engine tries again. */
  | { readonly kind: 'status'; readonly status: number; readonly message?: string }
  /** Status 200 and a body that is none of the provider's. */
  | { readonly kind: 'garbage'; readonly body: string }
  /** Never answers. The connection stays open until the engine or the test closes it. */
  | { readonly kind: 'hang' }
  /** Ends the work with this text when the test says so, by `release`. */
  | { readonly kind: 'held'; readonly text: string };

export interface ToolCall {
  readonly name: string;
  /** Where the provider's form parts a name from where it comes from. */
  readonly namespace?: string;
  readonly input: unknown;
  /** The input is text and no JSON. */
  readonly isFreeform?: true;
}

/** A question to a model, whoever's form it has. */
export interface Sent {
  readonly model: string;
  /** Names of the tools that were offered. */
  readonly tools: readonly string[];
  /** All that was said before, in order: instructions, what people said, what the model said, and what tools answered. */
  readonly conversation: readonly Said[];
  readonly headers: Readonly<Record<string, string>>;
  /** The whole question as it was sent. */
  readonly raw: string;
}

export interface Said {
  readonly by: 'system' | 'user' | 'model' | 'tool';
  readonly text: string;
}

/** How one provider asks and answers. */
export interface Dialect {
  /** Path of a question that a script answers. */
  isQuestion(method: string, path: string): boolean;
  read(body: string, headers: Readonly<Record<string, string>>, path: string): Sent;
  /** Body of an answer: server-sent events. */
  events(answer: Extract<Answer, { kind: 'say' | 'call' }>, count: number): readonly ServerEvent[];
  /** Body of an error. */
  error(status: number, message: string): unknown;
}

export interface ServerEvent {
  /** Some providers name none. */
  readonly event?: string;
  readonly data: unknown;
}
