import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { startElectronDouble } from '../support/electron-double.ts';
import { describeShift } from './shift.ts';

describeShift(
  `on the desktop (double)${chromiumNote}`,
  async (folder) => {
    const double = await startElectronDouble(folder);
    return {
      page: () => double.page(),
      async crash() {
        const page = await double.page();
        const crashed = page.waitForEvent('crash');
        void page.goto('chrome://crash').catch(() => undefined);
        await crashed;
        return double.page();
      },
    };
  },
  hasChromium,
);
