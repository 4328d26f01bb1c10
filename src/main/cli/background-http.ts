import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reasonOf } from '../database/folder-problem.ts';
import { startHttp } from '../exchange/http-server.ts';
import { tokenIn } from '../exchange/http-token.ts';
import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';
import { complain } from './output.ts';

const CLOSED: Background = { stop: () => Promise.resolve() };

/**
 * Takes events over HTTP where `http.port` is set. A port or a token that cannot be had is said and stops nobody from
 * picking. Which port it is stands in `http-port` as long as the door is open.
 */
export async function startHttpDoor(held: HeldStation, { folder }: BackgroundOptions): Promise<Background> {
  const portFile = join(folder, 'http-port');
  // One that a killed station left would send events to whoever has the port now.
  rmSync(portFile, { force: true });
  const { port, tokenFile } = held.settings.http;
  if (port === undefined) return CLOSED;
  const token = tokenIn(resolve(folder, tokenFile ?? 'http-token'), tokenFile === undefined);
  if (!token.ok) return without(held, token.problem);
  try {
    const server = await startHttp({ port, token: token.token, take: held.intake.batch });
    try {
      writeFileSync(portFile, `${server.port}\n`, { mode: 0o600 });
    } catch (error) {
      await server.close();
      throw error;
    }
    return {
      async stop() {
        rmSync(portFile, { force: true });
        await server.close();
      },
    };
  } catch (error) {
    return without(held, reasonOf(error));
  }
}

function without({ log }: HeldStation, problem: string): Background {
  log.error('http.closed', { problem });
  complain(`Events cannot come in over HTTP: ${problem}.`);
  return CLOSED;
}
