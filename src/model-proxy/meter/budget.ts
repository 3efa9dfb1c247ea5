/** What a run may cost at most. Both hold at once, each for its own calls. */
export interface BudgetCaps {
  /** For calls whose price is known: nano-dollars (1e-9 dollars), an integer. */
  readonly nanoDollars: number;
  /** For calls whose price is unknown: tokens of every kind. */
  readonly tokens: number;
}

/** A cost that we know, or the most that a call can cost. */
export interface CallCost {
  readonly tokens: number;
  /** An integer; `undefined` where the price is unknown, which is never the same as 0. */
  readonly nanoDollars: number | undefined;
}

export interface Reservation {
  /**
   * Replaces the reserved amount by the real one. Of `settle` and `release` only the first call counts.
   *
   * @returns whether this was the first.
   */
  settle(cost: CallCost): boolean;
  /** Nothing was spent. */
  release(): boolean;
}

export interface Budget {
  /**
   * Sets the most that a call can cost aside before the call is made, so that calls which run side by side cannot pass
   * the cap together.
   *
   * @returns `undefined` if it does not fit any more.
   */
  reserve(most: CallCost): Reservation | undefined;
  spent(): BudgetSpent;
}

export interface BudgetSpent {
  /** Of all calls whose price is known. */
  readonly nanoDollars: number;
  /** Of all calls whose price is unknown. */
  readonly unpricedTokens: number;
}

/**
 * What must hold: spent and reserved together never pass a cap, as long as no call costs more than was reserved for it.
 * A call that does is counted in full all the same, and what follows is refused.
 */
export function createBudget(caps: BudgetCaps): Budget {
  const money = createAccount(caps.nanoDollars);
  const tokens = createAccount(caps.tokens);
  return {
    reserve: (most) => {
      const [account, amount] =
        most.nanoDollars === undefined ? [tokens, most.tokens] : [money, most.nanoDollars];
      if (!account.reserve(amount)) return undefined;
      let isOpen = true;
      const release = (): boolean => {
        if (!isOpen) return false;
        isOpen = false;
        account.release(amount);
        return true;
      };
      return {
        release,
        settle: (cost) => {
          if (!release()) return false;
          if (cost.nanoDollars === undefined) tokens.spend(cost.tokens);
          else money.spend(cost.nanoDollars);
          return true;
        },
      };
    },
    spent: () => ({ nanoDollars: money.spent(), unpricedTokens: tokens.spent() }),
  };
}

function createAccount(cap: number) {
  let spent = 0;
  let reserved = 0;
  return {
    reserve: (amount: number): boolean => {
      if (spent + reserved + amount > cap) return false;
      reserved += amount;
      return true;
    },
    release: (amount: number): void => {
      reserved -= amount;
    },
    spend: (amount: number): void => {
      spent += amount;
    },
    spent: (): number => spent,
  };
}
