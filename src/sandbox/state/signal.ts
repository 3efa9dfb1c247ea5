/** Lets a test wait for a condition on the state without polling: conditions are looked at again after each change. */
export interface Signal {
  changed(): void;
  until(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Rejects everybody who still waits. */
  close(reason: Error): void;
}

interface Waiter {
  condition: () => boolean | Promise<boolean>;
  resolve(): void;
  reject(error: unknown): void;
  /** Set while the condition is being evaluated; a change in the meantime asks for another round. */
  evaluating: boolean;
  again: boolean;
}

export function createSignal(): Signal {
  const waiters = new Set<Waiter>();
  let closed: Error | undefined;

  async function evaluate(waiter: Waiter): Promise<void> {
    if (waiter.evaluating) {
      waiter.again = true;
      return;
    }
    waiter.evaluating = true;
    try {
      do {
        waiter.again = false;
        if (await waiter.condition()) {
          waiters.delete(waiter);
          waiter.resolve();
          return;
        }
      } while (waiter.again);
    } catch (error) {
      waiters.delete(waiter);
      waiter.reject(error);
    } finally {
      waiter.evaluating = false;
    }
  }

  return {
    changed() {
      for (const waiter of waiters) void evaluate(waiter);
    },
    until(condition) {
      if (closed) return Promise.reject(closed);
      return new Promise((resolve, reject) => {
        const waiter: Waiter = { condition, resolve, reject, evaluating: false, again: false };
        waiters.add(waiter);
        void evaluate(waiter);
      });
    },
    close(reason) {
      closed = reason;
      for (const waiter of waiters) waiter.reject(reason);
      waiters.clear();
    },
  };
}
