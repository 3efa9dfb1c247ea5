// Prints "passed failed" from a JSON report of vitest; "0 1" when there is none: then no test has run.
import { readFileSync } from 'node:fs';

try {
  const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  console.log(report.numPassedTests, report.numFailedTests);
} catch {
  console.log(0, 1);
}
