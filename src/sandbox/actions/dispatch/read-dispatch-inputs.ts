import type { Json } from '../expressions/data.ts';
import type { DispatchInput } from '../workflow/workflow.ts';

export type DispatchInputs =
  /** `strings`: as the event payload carries them; `typed`: as the `inputs` context does. */
  { ok: true; strings: Record<string, string>; typed: Record<string, Json> } | { ok: false; message: string };

/** GitHub's limit for all inputs together, in characters. */
const maxCharacters = 65_535;

/** What a caller sent against what the workflow declares, with GitHub's refusals. */
export function readDispatchInputs(
  declared: Readonly<Record<string, DispatchInput>>,
  sent: Readonly<Record<string, unknown>>,
): DispatchInputs {
  const names = Object.keys(declared);
  const unexpected = Object.keys(sent).filter((name) => !names.includes(name));
  if (unexpected.length > 0) return refuse(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const strings: Record<string, string> = {};
  const typed: Record<string, Json> = {};
  for (const [name, input] of Object.entries(declared)) {
    const given = sent[name];
    if (given !== undefined && given !== null && !isScalar(given)) {
      return refuse(`Provided value for input '${name}' must be a string, a boolean or a number`);
    }
    const text = given === undefined || given === null ? input.default : String(given);
    if (input.required && (text === undefined || text === '')) {
      return refuse(`Required input '${name}' not provided`);
    }
    const value = readValue(name, input, text);
    if (!value.ok) return value;
    strings[name] = value.text;
    typed[name] = value.typed;
  }
  if (JSON.stringify(strings).length > maxCharacters) return refuse('inputs are too large.');
  return { ok: true, strings, typed };
}

function readValue(
  name: string,
  input: DispatchInput,
  text: string | undefined,
): { ok: true; text: string; typed: Json } | { ok: false; message: string } {
  switch (input.type) {
    case 'boolean': {
      const given = text === undefined || text === '' ? 'false' : text;
      if (given !== 'true' && given !== 'false') {
        return refuse(`Provided value '${given}' for input '${name}' not of type 'boolean'`);
      }
      return { ok: true, text: given, typed: given === 'true' };
    }
    case 'number': {
      const given = text ?? '';
      if (given !== '' && Number.isNaN(Number(given))) {
        return refuse(`Provided value '${given}' for input '${name}' not of type 'number'`);
      }
      return { ok: true, text: given, typed: given === '' ? '' : Number(given) };
    }
    case 'choice': {
      const given = text ?? input.options[0] ?? '';
      if (!input.options.includes(given)) {
        return refuse(`Provided value '${given}' for input '${name}' not in the list of allowed values`);
      }
      return { ok: true, text: given, typed: given };
    }
    default:
      return { ok: true, text: text ?? '', typed: text ?? '' };
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function refuse(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
