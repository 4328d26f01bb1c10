import { resolveEndpoint } from '../trace/export/endpoint.ts';
import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';
import { complain } from './output.ts';
import { exportOf } from './station-export.ts';

/**
 * Sends spans beside the worker's scans when an endpoint is set, and not with `--no-sync`. It wakes by itself when the
 * database was written to, through whatever door; no host has to tell it. Stopping it also cuts off a sync that another
 * process has asked for: nobody waits for the network.
 */
export async function exportBeside(held: HeldStation, { sync }: BackgroundOptions): Promise<Background> {
  const host = exportOf(held);
  const reading = await resolveEndpoint(held.settings.telemetry, process.env);
  if (!reading.ok) complain(`pickspan: spans are kept and not sent: ${reading.problem}`);
  else if (sync && reading.endpoint !== undefined) host.startBackground();
  return { stop: () => host.stop() };
}
