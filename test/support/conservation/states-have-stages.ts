import type { OrderState } from '../../../src/shared/order-states.ts';
import { STAGES_IN_STATE, type StageState } from './state-machine.ts';
import { rowsOf, type Invariant } from './witness.ts';

interface OrderRow {
  readonly order_id: string;
  readonly state: OrderState;
  readonly pick: StageState;
  readonly pack: StageState;
  readonly ship: StageState;
}

const stageState = (stage: string): string =>
  `coalesce((SELECT iif(end_ms IS NULL, 'open', 'ended') FROM stages s WHERE s.order_id = o.order_id AND s.stage = '${stage}'), 'none') AS ${stage}`;

/** What may not be at any time, as queries that then find something. */
const NEVER: Readonly<Record<string, string>> = {
  'an order in hand whose parcels have left': `SELECT DISTINCT order_id AS about FROM parcels JOIN orders o USING (order_id)
      WHERE parcels.state = 'handed_over' AND o.state NOT IN ('shipping', 'dispatched')`,
  'a dispatched order with a parcel that has not left': `SELECT DISTINCT order_id AS about FROM parcels JOIN orders o USING (order_id)
      WHERE parcels.state <> 'handed_over' AND o.state = 'dispatched'`,
  'an open parcel of an order that nobody packs': `SELECT DISTINCT order_id AS about FROM parcels JOIN orders o USING (order_id)
      WHERE parcels.state = 'open' AND o.state NOT IN ('packing', 'cancelled', 'put_back')`,
  'an order with everything in its bins again, and a line of it that is not': `SELECT DISTINCT order_id AS about FROM put_back_lines JOIN orders o USING (order_id)
      WHERE put_back_lines.state = 'open' AND o.state = 'put_back'`,
  'a pick that is over with an open line': `SELECT DISTINCT order_id AS about FROM pick_lines JOIN orders o USING (order_id)
      WHERE pick_lines.state = 'open' AND o.state IN ('picked', 'short', 'packing', 'packed', 'shipping', 'dispatched')`,
  'a job that is not under way': `SELECT job_stage || ' ' || job_order_id AS about FROM session LEFT JOIN orders o ON o.order_id = job_order_id
      WHERE job_order_id IS NOT NULL AND NOT coalesce(CASE job_stage
        WHEN 'pick' THEN o.state = 'picking' WHEN 'pack' THEN o.state = 'packing' WHEN 'ship' THEN o.state = 'shipping'
        WHEN 'short' THEN o.state = 'short'
        ELSE EXISTS (SELECT 1 FROM put_back_lines p WHERE p.order_id = o.order_id AND p.state = 'open') END, 0)`,
};

/** An order in a state has the stages, lines and parcels of that state; the open job is one that is under way. */
export const statesHaveStages: Invariant = {
  name: 'each order is whole in its state',
  breaches({ db }) {
    const orders = rowsOf<OrderRow>(
      db,
      `SELECT order_id, state, ${['pick', 'pack', 'ship'].map(stageState).join(', ')} FROM orders o`,
    );
    const wrong = orders.flatMap(({ order_id: id, state, pick, pack, ship }) => {
      const must = STAGES_IN_STATE[state];
      const stages = { pick, pack, ship };
      const isRight =
        must === undefined
          ? !Object.values(stages).includes('open')
          : pick === must.pick && pack === must.pack && ship === must.ship;
      return isRight ? [] : [`${id} is ${state} with the stages ${JSON.stringify(stages)}`];
    });
    const never = Object.entries(NEVER).flatMap(([what, sql]) =>
      rowsOf<{ about: string }>(db, sql).map(({ about }) => `${what}: ${about}`),
    );
    return [...wrong, ...never];
  },
};
