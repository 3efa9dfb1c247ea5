import { LEFT_OUT, OTHER_TYPES } from './github-schema.generated.ts';

/** Whether GitHub has the type, and the sandbox does not. */
export function isTypeLeftOut(type: string): boolean {
  return new Set(OTHER_TYPES.split(' ')).has(type);
}

/** Whether GitHub has the field (of that object, interface or input type), and the sandbox does not. */
export function isFieldLeftOut(type: string, field: string): boolean {
  return LEFT_OUT[type]?.split(' ').includes(field) ?? false;
}

export function isArgumentLeftOut(type: string, field: string, argument: string): boolean {
  return isFieldLeftOut(type, `${field}(${argument})`);
}
