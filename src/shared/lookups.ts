/* What the screens of orders and refusals list. Times ISO 8601 UTC. */

export interface FoundOrder {
  /** Where to go on: rows after this one. */
  readonly row: number;
  readonly order_id: string;
  readonly state: string;
  readonly priority: number;
  readonly ship_by: string | null;
  readonly lines: number;
  readonly units: number;
  readonly taken_at: string;
  /** What a held order still waits for: items, payment, inventory. */
  readonly waits_for: readonly string[];
  /** Whether its checkout's trace is known. */
  readonly linked: boolean;
}

export interface RefusedInput {
  readonly row: number;
  readonly at: string;
  readonly order_id: string | null;
  readonly event_id: string | null;
  readonly type: string | null;
  readonly reason: string;
  /** JSON path of what is wrong. */
  readonly path: string | null;
}
