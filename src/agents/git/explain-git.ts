import { type Reason, reasons } from '../../core/reasons.ts';
import { tokenNeeds } from '../../core/text/github-error.ts';
import * as text from '../../core/text/push-refusal.ts';

export interface Explanation {
  readonly reason: Reason;
  readonly remedy?: string;
}

/**
 * What git's words mean, in this order: git has one exit code for everything, and the words are asked for in English.
 * Only what is known to pass by itself is `github-unavailable`: anything unexpected is reported as it is.
 */
export function explainGit(stderr: string): Explanation {
  const said = stderr.replaceAll(/[ \t]+$/gm, '');
  for (const rule of RULES) {
    const explained = rule(said);
    if (explained) return explained;
  }
  return /\[remote rejected\]|^remote: (?:error|fatal): /m.test(said)
    ? refused(text.otherRefusal(remoteLines(said)))
    : { reason: 'runner-failed', remedy: reasons['runner-failed'].remedy };
}

type Rule = (said: string) => Explanation | undefined;

const RULES: readonly Rule[] = [
  largeFiles,
  secrets,
  unknownLfsObjects,
  when(/GH007|email privacy restrictions/i, () => refused(text.privateEmail)),
  when(/refusing to allow .+ workflow/i, () => missing(text.workflowFilePushed)),
  rules,
  when(/cannot lock ref .* exists; cannot create|directory file conflict/i, () => refused(text.nameTaken)),
  when(/returned error: 40[34]|permission to .+ denied|repository .*not found/i, () =>
    missing(tokenNeeds(['contents: write'])),
  ),
  when(/authentication failed|could not read username|returned error: 401/i, () => ({
    reason: 'bad-credentials',
  })),
  when(/returned error: 429/i, () => ({ reason: 'rate-limited', remedy: reasons['rate-limited'].remedy })),
  // Of the machine that git runs on. What a server says of its own disk comes behind `remote:`.
  when(/^(?!remote: ).*(?:no space left on device|read-only file system|disk quota exceeded)/im, () => ({
    reason: 'runner-failed',
    remedy: reasons['runner-failed'].remedy,
  })),
  when(PASSING(), () => ({ reason: 'github-unavailable' })),
];

/** A server that is not reached, breaks off, or has a fault of its own. */
function PASSING(): RegExp {
  return new RegExp(
    [
      'could not resolve (?:host|proxy)',
      "failed to connect|couldn't connect|connection (?:refused|reset|timed out|was reset|closed)",
      'operation (?:timed out|too slow)|timed out|timeout',
      'returned error: 5\\d\\d|rpc failed|empty reply|recv failure|send failure|curl \\d+',
      'the remote end hung up|early eof|unexpected (?:disconnect|eof)|unexpected end of|bad line length',
      "expected flush|expected 'packfile'|invalid server response|bad pack header|protocol error",
      'ssl_(?:connect|read|write)|gnutls_handshake|tls connection',
      'internal server error|fatal error in commit_refs|service unavailable',
      '\\(failure\\)|unpacker error|remote unpack failed|failed to lock|temporarily unavailable',
    ].join('|'),
    'i',
  );
}

function when(words: RegExp, explanation: () => Explanation): Rule {
  return (said) => (words.test(said) ? explanation() : undefined);
}

function refused(remedy: string): Explanation {
  return { reason: 'push-refused', remedy };
}

function missing(remedy: string): Explanation {
  return { reason: 'permission-missing', remedy };
}

/** `remote: error: File big.bin is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB` */
function largeFiles(said: string): Explanation | undefined {
  const files = [
    ...said.matchAll(
      /^remote: error: File (.+) is ([\d.]+ [KMG]B); this exceeds .*limit of ([\d.]+ [KMG]B)/gm,
    ),
  ];
  if (files.length > 0) {
    return refused(
      text.filesTooLarge(
        files.map(([, path = '', size = '']) => ({ path, size })),
        files[0]?.[3] ?? '',
      ),
    );
  }
  return /error: GH001/.test(said) ? refused(text.filesTooLarge([], '')) : undefined;
}

/**
 * Below `- GITHUB PUSH PROTECTION` each kind of secret stands between dashes, with its places below it. The secret
 * itself is never shown.
 */
function secrets(said: string): Explanation | undefined {
  if (!/push protection|cannot contain secrets/i.test(said)) return undefined;
  const found: { kind: string; path: string }[] = [];
  let kind = '';
  for (const line of remoteLines(said)) {
    kind = /^[—–-]{2,} (.+?) [—–-]{2,}$/.exec(line)?.[1] ?? kind;
    const path = /^path: (.+)$/.exec(line)?.[1];
    if (path !== undefined) found.push({ kind, path });
  }
  const allow = /https:\/\/\S+\/security\/secret-scanning\/unblock-secret\/\S+/.exec(said)?.[0];
  return refused(text.secretsFound(found, allow));
}

function unknownLfsObjects(said: string): Explanation | undefined {
  return /GH008|unknown Git LFS object/i.test(said) ? refused(text.lfsObjectsMissing) : undefined;
}

/** Rules for branches are about who writes where. Those for pushes are about files, and hold on every branch. */
function rules(said: string): Explanation | undefined {
  if (!/protected branch|GH006|GH013|repository rule violations/i.test(said)) return undefined;
  const named = [...said.matchAll(/^remote: - (.+?)[\s.]*$/gm)].map(([, rule = '']) => rule);
  const isOfFiles = named.some((rule) => /\b(?:file|path|extension)\b/i.test(rule));
  return isOfFiles ? refused(text.filesForbidden(named)) : missing(text.branchProtected(named));
}

/** Without what marks them as the server's. */
function remoteLines(said: string): readonly string[] {
  return [...said.matchAll(/^remote: *(.*)$/gm)].flatMap(([, line = '']) => line.trim() || []);
}
