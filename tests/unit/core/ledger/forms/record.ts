import { existsSync, writeFileSync } from 'node:fs';
import { FORMS, formOf, recordedAt } from './form-of.ts';

// Records the form of a new version. What an older version looked like is never written again.
for (const form of FORMS) {
  const file = recordedAt(form);
  if (existsSync(file)) continue;
  writeFileSync(file, `${JSON.stringify(formOf(form), null, 2)}\n`);
  console.log(`recorded ${file}`);
}
