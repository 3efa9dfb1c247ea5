const DAYS_A_MONTH = 30;

/** How often a schedule starts a workflow in a month of 30 days; `undefined` if it is not the same every day. */
export function runsAMonth(cron: string): number | undefined {
  const [minutes, hours, ...days] = cron.trim().split(/\s+/);
  if (days.length !== 3 || days.some((field) => field !== '*')) return undefined;
  const [ofHour, ofDay] = [count(minutes ?? '', 60), count(hours ?? '', 24)];
  return ofHour === undefined || ofDay === undefined ? undefined : ofHour * ofDay * DAYS_A_MONTH;
}

/** How many values a field stands for: `*`, every so many of them, or a list. */
function count(field: string, all: number): number | undefined {
  const step = /^(?:\*|0)\/(\d+)$/.exec(field)?.[1];
  if (field === '*') return all;
  if (step !== undefined) return Number(step) > 0 ? Math.ceil(all / Number(step)) : undefined;
  return /^\d+(?:,\d+)*$/.test(field) ? new Set(field.split(',').map(Number)).size : undefined;
}
