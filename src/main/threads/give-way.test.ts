import { getPriority } from 'node:os';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

const SOURCE = new URL('give-way.ts', import.meta.url).href;

/** In a thread of its own: what is answered on this platform, and the priorities of that thread and of the caller's. */
async function lowered(
  work: 'awaited' | 'unhurried',
  platform: string,
): Promise<{ said: boolean; within: number; without: number }> {
  const thread = new Worker(
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { getPriority } from 'node:os';
        import { parentPort } from 'node:worker_threads';
        import { giveWay } from '${SOURCE}';
        const said = giveWay('${work}', '${platform}');
        parentPort.postMessage({ said, within: getPriority(0) });
      `)}`,
    ),
    { execArgv: [] },
  );
  const [{ said, within }] = (await once(thread, 'message')) as [{ said: boolean; within: number }];
  await thread.terminate();
  return { said, within, without: getPriority(0) };
}

/** A run that is nice itself leaves no room to give way in. */
const HAS_ROOM = getPriority(0) < 10;

test.runIf(process.platform === 'linux' && HAS_ROOM)(
  'a thread beside the work gives way, and no other does',
  async () => {
    const before = getPriority(0);
    const awaited = await lowered('awaited', 'linux');
    expect(awaited).toEqual({ said: true, within: expect.any(Number) as number, without: before });
    expect(awaited.within).toBeGreaterThan(before);
    const unhurried = await lowered('unhurried', 'linux');
    expect(unhurried).toEqual({ said: true, within: expect.any(Number) as number, without: before });
    expect(unhurried.within).toBeGreaterThan(awaited.within);
  },
);

test.each(['darwin', 'win32'])('where it would lower the whole process, nothing is done (%s)', async (platform) => {
  const before = getPriority(0);
  expect(await lowered('unhurried', platform)).toEqual({ said: false, within: before, without: before });
});
