export interface ReportedUpdate {
  ref: string;
  /** 40 zeros: the ref is new. */
  before: string;
  /** 40 zeros: the ref was deleted. */
  after: string;
}

/** Names the file into which the hook writes what a push really changed. */
export const pushReportVariable = 'SANDBOX_PUSH_REPORT';

/** git itself tells which refs a push changed: the request only tells which it asked for. */
export const postReceiveHook = `#!/bin/sh\ncat > "$${pushReportVariable}"\n`;

export function parsePushReport(report: string): ReportedUpdate[] {
  return report
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [before = '', after = '', ref = ''] = line.split(' ');
      return { ref, before, after };
    });
}
