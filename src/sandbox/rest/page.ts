import { ok, type Reply, type RouteRequest } from './route.ts';

/** One page of a list, with the Link header that tells of the others. */
export function page<Item>(
  request: RouteRequest,
  items: readonly Item[],
  render: (slice: Item[]) => unknown,
): Reply {
  const perPage = Math.min(100, Math.max(1, Number(request.params.per_page ?? 30)));
  const number = Math.max(1, Number(request.params.page ?? 1));
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const reply = ok(render(items.slice((number - 1) * perPage, number * perPage)));
  const links = [
    ...(number > 1 ? [link(request, number - 1, 'prev'), link(request, 1, 'first')] : []),
    ...(number < last ? [link(request, number + 1, 'next'), link(request, last, 'last')] : []),
  ];
  return links.length === 0 ? reply : { ...reply, headers: { link: links.join(', ') } };
}

function link({ url }: RouteRequest, number: number, relation: string): string {
  const target = new URL(url);
  target.searchParams.set('page', String(number));
  return `<${target.href}>; rel="${relation}"`;
}
