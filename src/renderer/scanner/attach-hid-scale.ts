import { SCALE_PAGE } from '../../shared/hid-pos.ts';
import { followHid, type FollowedHid, type Hid, type ReportListener } from './hid-devices.ts';

/*
 * A scale on USB (usage page 0x8D). The page hands its reports on as they are; what they say, and when that is a weight, is
 * the station's to know (src/main/devices/scale.ts).
 */

/** What says the same again is said no more often: three equal readings are a weight, none older than two seconds. */
const SAME_AGAIN_MS = 200;

/** @param onReport called at once and in order, with the report's number first; with nothing when the scale is gone */
export function attachHidScale(
  hid: Hid,
  tell: {
    readonly report: (bytes: readonly number[]) => void;
    readonly connected: (names: readonly string[]) => void;
  },
): FollowedHid {
  return followHid(hid, SCALE_PAGE, {
    listener: () => reportListener(tell.report),
    connected: tell.connected,
    unplugged: () => tell.report([]),
  });
}

function reportListener(tell: (bytes: readonly number[]) => void): ReportListener {
  let last = '';
  let toldMs = Number.NEGATIVE_INFINITY;
  return {
    report(id, bytes) {
      const report = [id, ...bytes];
      const same = report.join(' ') === last;
      if (same && performance.now() - toldMs < SAME_AGAIN_MS) return;
      last = report.join(' ');
      toldMs = performance.now();
      tell(report);
    },
    end: () => undefined,
  };
}
