/**
 * The words of the grammar, as regular expressions. A blank stands for what may part two words: blanks, a line break, `-`
 * or `_`. Give each word that you add a row in `src/build/generators/dependency-examples.ts`: rows are the table of the
 * docs, and the tests.
 */

/** What follows is waited for. At the end of a line, or in a heading, they speak for what is below. */
const WAITING = [
  '(?:blocked|gated|held up) ?(?:by|on)',
  'blocked(?=:)|blocking (?:issue|pr|pull request|item|task|ticket)s?',
  'depend(?:s|ed|ing|ent|ant)? ?(?:up)?on(?! by)|depends(?=:)',
  'wait(?:s|ing)? (?:for|on|until|till)|await(?:s|ing)?',
  'on hold|(?:blocked|held|parked) (?:until|till|for)',
  'relies on|rely(?:ing)? on|reliant on|contingent on|preceded by|stacked on',
];

/** The same for things: they count where they stand for a label, and not in "Update dependencies (#12)". */
const NOUNS = [
  '(?:dependenc(?:y|ies)|pre ?(?:requisite|req)s?|blockers?)(?! (?:of|for|to)(?![a-z]))|deps(?=:)',
];

/** The same; but a heading says so only if it says nothing else. */
const NEEDING = ['needs?|needing|requires?|requiring|required(?=:)'];

/** The same inside a sentence. Alone they say nothing: "Before" and "After" are pictures. */
const FOLLOWING = ['after|once|as soon as|pending|until|till'];

/** What is named before these holds the item up. */
const HOLDING = [
  '(?:is |are |will )?(?:block(?:s|ing)?|hold(?:s|ing)? up|gat(?:es|ing)) (?:this|us|me|it)',
  '(?:is|are) (?:an? |the )?(?:blocker|pre ?requisite|dependency|requirement)s? (?:of|for|to) (?:this|us|me|it)',
  '(?:must|needs? to|has to|have to|should) (?:be )?[a-z]{1,20}(?: in)? (?:first|before (?:this|that can|we))',
];

/** Another relation: what follows is not waited for. */
const RELATED = [
  'block(?:s|ing)?',
  '(?:un|de)block(?:s|ed|ing)?(?: by)?',
  '(?:required|needed|requested|awaited|depended on) (?:by|for|before)',
  '(?:blocker|pre ?requisite|dependency|requirement)s? (?:of|for|to)',
  'dependents?|dependants?',
  'relat(?:ed|es)(?: (?:to|issues?|prs?|work|items?))?',
  'see(?: also)?|part of|tracked (?:by|in)|followed by|(?:duplicate|copy) of|superseded by|replaced by',
  'follow(?:s|ed)? ?ups? (?:to|of|on)',
];

/** The same right before a name or a colon. "Fix the parser (#12)" is a task. */
const BESIDE = [
  'cf|refs?|references?|links?|parent(?: issue)?|epic|sub ?issues?|child(?:ren)?|follow ?ups?|enables?|before',
  'duplicates?|supersedes?|replaces?|close[sd]?|closing|fix(?:e[sd])?|fixing|resolve[sd]?|resolving',
];

const NOT = ["not|never|no(?: longer| more)?|nor|neither|nothing|none|nobody|without|[a-z]{1,10}n['’]?t"];

/** These may stand between "not" and what is not so. */
const BETWEEN = [
  'yet|really|actually|currently|strictly|directly|necessarily|any(?:more)?|to|be|been|being|have|has|having',
  'a|an|hard|known|other|open|even|otherwise|technically|need|here|there',
];

/** "Cannot start before #12": it waits. */
const NOT_BEFORE = [
  "(?:not|never|cannot|[a-z]{1,10}n['’]t)(?:[^\\S\\n]{1,3}[\\w'’-]{1,30}){0,5} (?:before|until|till|unless)",
];

/** In the place of a name: nothing is waited for. */
const NOTHING = [
  '(?:none|n/a|nil|nothing|nobody|no(?: one| issues?| other)?|nope|not applicable|no response)(?! ?(?:but|except|other than|besides|\\.? ?[#\\d]))',
];

const all = [...WAITING, ...NOUNS, ...NEEDING, ...FOLLOWING];

export const words = {
  holding: word(HOLDING),
  notBefore: word(NOT_BEFORE),
  negated: `${word(NOT)}(?:[\\s_-]{1,3}${word(BETWEEN)}){0,3}[\\s_-]{1,3}${word(all)}`,
  waiting: word(WAITING),
  noun: word(NOUNS),
  needing: word(NEEDING),
  following: word(FOLLOWING),
  related: word(RELATED),
  beside: word(BESIDE),
  nothing: word(NOTHING),
} as const;

function word(alternatives: readonly string[]): string {
  const spaced = alternatives.join('|').replaceAll(' ?', '[\\s_-]{0,3}').replaceAll(' ', '[\\s_-]{1,3}');
  return `(?<![\\p{L}\\p{N}_-])(?:${spaced})(?![\\p{L}\\p{N}_]|-\\p{L})`;
}
