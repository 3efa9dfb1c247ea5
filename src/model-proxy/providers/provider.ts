import type { IncomingHttpHeaders } from 'node:http';
import type { ModelAccess, ProviderName } from '../model-access.ts';

/** One provider's API: what of it passes, how it is paid for, and how it says no. */
export interface ModelProvider {
  readonly name: ProviderName;
  /** Its id in the price list. */
  readonly priceId: string;
  /** What an engine's base URL has after the host, by this provider's custom. */
  readonly basePath: string;
  /** How its keys begin, for CLIs that look at it. */
  readonly keyPrefix: string;
  /** Headers of the engine that pass, in lower case; a last `*` stands for any ending. All others are dropped. */
  readonly passedHeaders: readonly string[];
  /** Every credential that a request carries, wherever this provider looks for one. */
  credentialsIn(headers: IncomingHttpHeaders): readonly string[];
  /** The headers that carry the real key. @param passed what passes of the engine's own. */
  authorize(access: ModelAccess, passed: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** @param target path and query of a POST, as they stand in the request: nothing is decoded or resolved. */
  findEndpoint(target: string): Endpoint | undefined;
  /** The body of an error in the provider's own form. */
  errorBody(status: number, message: string): unknown;
}

export interface Endpoint {
  /** What is asked, below the base URL of the server. */
  readonly path: string;
  /** Whether it only counts tokens, which costs nothing. */
  readonly isCounting: boolean;
  /** Which of the provider's APIs it is, as the price list names them. */
  readonly flavour: string;
  /** Where the provider counts the input of such a call for nothing; not every API has it. */
  readonly counter?: InputCounter;
  examine(body: JsonObject, rules: CallRules): CallExamination;
  /** Takes in one event of a stream, or a whole JSON answer. */
  readAnswer(soFar: AnswerSoFar, part: JsonObject): AnswerSoFar;
}

export interface InputCounter {
  /** What is asked, below the base URL of the server. */
  readonly path: string;
  /** What it takes of the body of a call that generates. */
  bodyOf(body: JsonObject): JsonObject;
  countIn(answer: JsonObject): number | undefined;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a call may ask for. */
export interface CallRules {
  readonly models: readonly string[];
  /** Tools that the provider runs on its own servers, by the provider's names. None unless listed. */
  readonly serverTools: readonly string[];
  /** The limit that a call gets which names none: without one nobody could tell what it costs at most. */
  readonly outputTokens: number;
}

export type CallExamination =
  | {
      readonly kind: 'allowed';
      readonly model: string;
      /** What is sent. It differs from what came only where a limit or the request for usage was missing. */
      readonly body: JsonObject;
      /** The most that it can generate. */
      readonly outputTokens: number;
      /** What its input can take beyond its own bytes: images and documents. */
      readonly extraTokens: number;
    }
  | { readonly kind: 'refused'; readonly detail: string };

export interface AnswerSoFar {
  /** In the form of a JSON answer: what the price list reads the usage from. */
  readonly told?: JsonObject;
  readonly isWhole: boolean;
  /** The provider said within a 200 that it failed. */
  readonly hasFailed: boolean;
}

export const NOTHING_YET: AnswerSoFar = { isWhole: false, hasFailed: false };
