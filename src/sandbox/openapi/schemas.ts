import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import rest from './rest.json' with { type: 'json' };
import webhooks from './webhooks.json' with { type: 'json' };

/** Validators of the extract's schemas, each compiled when it is first used: compiling all would take a second. */
export class Schemas {
  readonly #strict = createAjv({});
  /** For parameters, which arrive as text. */
  readonly #coercing = createAjv({ coerceTypes: true, useDefaults: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  response(operationId: string, status: number): Check {
    return this.#check(`rest#/operations/${pointer(operationId)}/responses/${status}`);
  }

  body(operationId: string): Check {
    return this.#check(`rest#/operations/${pointer(operationId)}/body/schema`);
  }

  error(): Check {
    return this.#check('rest#/components/schemas/basic-error');
  }

  webhook(name: string): Check {
    return this.#check(`webhooks#/webhooks/${pointer(name)}`);
  }

  /** Coerces in place and fills in defaults. */
  parameters(operationId: string, schema: Record<string, unknown>): Check {
    const key = `parameters ${operationId}`;
    const validate = this.#compiled.get(key) ?? this.#coercing.compile(schema);
    this.#compiled.set(key, validate);
    return check(validate);
  }

  #check(reference: string): Check {
    const validate = this.#compiled.get(reference) ?? this.#strict.compile({ $ref: reference });
    this.#compiled.set(reference, validate);
    return check(validate);
  }
}

/** What is wrong with a value; empty if nothing is. */
export type Check = (value: unknown) => Violation[];

export interface Violation {
  /** JSON pointer into the value. */
  path: string;
  message: string;
  keyword: string;
}

function check(validate: ValidateFunction): Check {
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(toViolation));
}

function toViolation(error: ErrorObject): Violation {
  const detail = error.keyword === 'enum' ? `: ${JSON.stringify(error.params.allowedValues)}` : '';
  return { path: error.instancePath, message: `${error.message}${detail}`, keyword: error.keyword };
}

function createAjv(options: { coerceTypes?: boolean; useDefaults?: boolean }): Ajv {
  // GitHub's description is no strict JSON Schema (types beside $ref, enums without type); it is ours to read, not to
  // lint. `validateSchema: false` because checking half a megabyte of schema takes longer than everything else here.
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    addUsedSchema: false,
    // Both halve the time to compile; how fast a validator runs does not matter here.
    inlineRefs: false,
    code: { optimize: false },
    ...options,
  });
  // A CommonJS module: its default export is below `default` for everybody but TypeScript's own output.
  addFormats.default(ajv);
  // Templates such as `{/number}` are declared as plain URIs in places.
  ajv.addFormat('uri', /^[a-z][a-z0-9+.-]*:/i);
  // The addresses of bots have brackets: `1+name[bot]@users.noreply.github.com`.
  ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
  ajv.addFormat('repo.nwo', /^[^/]+\/[^/]+$/);
  ajv.addSchema(rest, 'rest');
  ajv.addSchema(webhooks, 'webhooks');
  return ajv;
}

function pointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
