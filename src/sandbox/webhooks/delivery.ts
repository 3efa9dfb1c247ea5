/** One attempt to deliver a webhook, as in the delivery log of the app. */
export interface Delivery {
  id: number;
  /** X-GitHub-Delivery; a redelivery keeps it. */
  guid: string;
  app: string;
  event: string;
  action: string | null;
  redelivery: boolean;
  deliveredAt: string;
  installationId: number | null;
  repositoryId: number | null;
  request: { headers: Record<string, string>; payload: Record<string, unknown> };
  /** `pending` while it is held or under way; `OK`, or what went wrong, afterwards. */
  status: string;
  /** Of GitHub's own where nothing was answered; 0 where nothing was sent. */
  statusCode: number;
  /** Seconds. */
  duration: number;
  response: { headers: Record<string, string>; body: string } | undefined;
}
