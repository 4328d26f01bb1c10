import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_CODE } from '../../src/renderer/scanner/set-up.ts';
import { openGallery, type Shown } from '../support/gallery.ts';
import { plugIn } from '../support/scanner/plug-in.ts';
import { scanOf } from '../support/scanner/scanner-model.ts';
import { overflows, smallTargets, violations } from '../support/screen-checks.ts';
import { PAGE_NAMES } from './gallery/page-fixtures.ts';

/* The pages beside the work in Chromium: what they look like to everybody, and how one comes and goes. */

let gallery: Awaited<ReturnType<typeof openGallery>>;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

async function open(shown: Shown): Promise<Page> {
  const { page, problems } = await gallery.turnTo(shown);
  await page.waitForLoadState('networkidle');
  expect(problems).toEqual([]);
  return page;
}

const sent = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.gallery.station.inputs.map(({ scan, entry }) => `${entry} ${scan}`));

const scan = (page: Page, text: string): Promise<void> =>
  page.evaluate((text) => window.gallery.store.submit({ text, entry: 'scan', startedMs: 0 }), text);

const shownPage = (page: Page): Promise<string | null> => page.locator('main').getAttribute('data-page');

describe('every page', () => {
  it.each(PAGE_NAMES)(
    '%s has nothing for axe to find in either theme, fits, and loses nothing at 200 %',
    async (name) => {
      const page = await open({ page: name, theme: 'light', language: 'pl' });
      expect({
        axe: await violations(page),
        overflows: await overflows(page),
        small: await smallTargets(page),
      }).toEqual({
        axe: [],
        overflows: [],
        small: [],
      });
      await page.evaluate(() => window.gallery.store.setPreferences({ theme: 'dark' }));
      await page.locator('[data-theme=dark]').waitFor();
      expect(await violations(page)).toEqual([]);
      // What a window of this size comes to when its text is twice as large.
      await page.setViewportSize({ width: 512, height: 384 });
      expect(await overflows(page)).toEqual([]);
      expect(await page.locator('nav').count()).toBe(1);
    },
  );
});

describe('the pages', () => {
  it('come and go by keys, while the commands rest', async () => {
    const page = await open({ name: 'pick-item' });
    await page.keyboard.press('F12');
    expect(await shownPage(page)).toBe('orders');
    await page.keyboard.press('F3');
    expect(await shownPage(page)).toBe('status');
    await page.keyboard.press('F12');
    expect(await shownPage(page)).toBeNull();
    await page.keyboard.press('F12');
    expect(await shownPage(page)).toBe('status');
    await page.keyboard.press('Escape');
    expect(await shownPage(page)).toBeNull();
    expect(await sent(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await sent(page)).toEqual(['touch PS:CANCEL']);
  });

  it('show the paper of the job by a key or a command barcode, until the next scan', async () => {
    const page = await open({ name: 'ship-label' });
    await page.keyboard.press('Insert');
    await page.locator('.paper-sheet img').waitFor();
    expect(await shownPage(page)).toBe('paper ORD-1042');
    expect(await sent(page)).toEqual(['touch PS:PREVIEW']);
    await page.locator('.paper-row').nth(1).click();
    await page.locator('.page-note').waitFor();
    await scan(page, 'PS:PREVIEW');
    await page.locator('.paper-sheet img').waitFor();
    await page.evaluate(() => {
      window.gallery.station.answerWith({ ok: true, code: 'ship.label.ok', message: 'Right label.', sound: 'ok' });
    });
    await scan(page, 'PS00000000123456');
    await page.locator('.answer').getByText('Right label.').waitFor();
    expect(await shownPage(page)).toBeNull();
  });

  it('show the journey of a slip that is scanned at home, and not over a job', async () => {
    for (const [name, expected] of [
      ['home', 'journey ORD-1042'],
      ['pick-item', null],
    ] as const) {
      const page = await open({ name });
      await page.evaluate(() => {
        const answer = { ok: true, code: 'order.journey', message: 'Order ORD-1042', sound: 'ok' } as const;
        window.gallery.station.answerWith({ ...answer, order_id: 'ORD-1042' });
      });
      await scan(page, 'PS:ORDER::ORD-1042');
      await page.waitForFunction(() => window.gallery.store.get().answer !== null);
      expect(await shownPage(page)).toBe(expected);
    }
  });

  it('mark the numbers of which the station says that few are left, and no others', async () => {
    const page = await open({ page: 'status-bad' });
    const rows = await page.locator('.fact-row', { hasText: ' left' }).allInnerTexts();
    const marked = await page
      .locator('.fact-row:is([data-tone=look], [data-tone=bad])', { hasText: ' left' })
      .allInnerTexts();
    expect(rows.map((row) => row.split('\n')[0])).toEqual(['SSCC', 'Tracking, house', 'Tracking, post']);
    expect(marked.map((row) => row.split('\n')[0])).toEqual(['SSCC', 'Tracking, house']);
  });

  it('print a test page on each printer, and say what came of it', async () => {
    const page = await open({ page: 'status' });
    await page.getByRole('button', { name: 'Test print Printer 2' }).click();
    await page.locator('.printer-tested', { hasText: 'printed' }).waitFor();
    expect(await page.locator('.printer-tested').allTextContents()).toEqual(['Test page: printed', '']);
  });

  it('show what waits for a printer, and take one out of its queue after it was asked twice', async () => {
    const page = await open({ page: 'status-bad' });
    await page.getByRole('button', { name: 'What waits Printer 2' }).click();
    await page.locator('.paper-sheet img').waitFor();
    expect(await page.locator('.paper-row .code').allInnerTexts()).toHaveLength(2);
    const button = page.getByRole('button', { name: 'Do not print Test page' });
    await button.click();
    await page.getByRole('button', { name: 'Let it wait' }).click();
    expect(await sent(page)).toEqual([]);
    const answerWith = (ok: boolean): Promise<void> =>
      page.evaluate((ok) => {
        const code = ok ? 'print.cancelled' : 'print.too_late';
        window.gallery.station.answerWith({ ok, code, message: 'Printer 2 has it.', sound: ok ? 'ok' : 'error' });
      }, ok);
    await answerWith(true);
    await button.click();
    await page.keyboard.press('F1');
    await page.waitForFunction(() => window.gallery.store.get().answer?.outcome.ok === true);
    expect(await sent(page)).toEqual(['touch PS:NOPRINT:9']);
    expect(await shownPage(page)).toBe('paper Printer 2');
    // What the station refuses, or asks a lead, is said where the work is.
    await answerWith(false);
    await button.click();
    await page.keyboard.press('F1');
    await page.locator('.answer').getByText('Printer 2 has it.').waitFor();
    expect(await shownPage(page)).toBeNull();
  });

  it('offer another printer where one is away, and lead back to the work with what the station says', async () => {
    const page = await open({ page: 'status' });
    await page.evaluate(() => {
      const message = 'Pages go to Slips.';
      window.gallery.station.answerWith({ ok: true, code: 'printer.ok', message, sound: 'ok' });
    });
    await page.getByRole('button', { name: 'Use this one Slips' }).click();
    await page.locator('.answer').getByText('Pages go to Slips.').waitFor();
    expect(await sent(page)).toEqual(['touch PS:PRINTER:Slips']);
    expect(await shownPage(page)).toBeNull();
  });

  it('give way to a scan, which goes to the station; not to a touch', async () => {
    const page = await open({ page: 'settings' });
    await page.getByRole('button', { name: 'Polski' }).click();
    expect(await shownPage(page)).toBe('settings');
    await scan(page, '4012345123456');
    await page.locator('.answer').waitFor();
    expect(await sent(page)).toEqual(['touch PS:LANG:pl', 'scan 4012345123456']);
  });

  it('are led to loudly where a carrier has refused a label: a lead has to mend its order', async () => {
    const page = await open({ name: 'ship-label' });
    await page.evaluate(() => {
      const { facts } = window.gallery.store.get().station ?? {};
      if (facts === undefined) throw new Error('no facts yet');
      const refused = [{ order_id: 'ORD-7', parcel: 1, because: 'Karrio answered 400' }];
      const carriers = [{ carrier: 'post', name: 'Post', waiting: 0, because: null, refused }];
      window.gallery.station.change({ facts: { ...facts, carriers } });
    });
    await page.locator('.facts-loud', { hasText: 'A carrier refused a label' }).click();
    expect(await shownPage(page)).toBe('status');
    expect(await page.locator('main').innerText()).toContain('Karrio answered 400');
  });

  it('are led to from the line of facts', async () => {
    const page = await open({ name: 'home' });
    await page.locator('.facts-button', { hasText: 'Offline' }).click();
    expect(await shownPage(page)).toBe('status');
  });
});

describe('the figures', () => {
  it('are asked of the station by a key, as by a printed code, and come on the screen with its answer', async () => {
    const page = await open({ name: 'home' });
    await page.evaluate(() =>
      window.gallery.station.answerWith({ ok: true, code: 'figures.shown', message: 'Figures', sound: 'ok' }),
    );
    await page.keyboard.press('F9');
    await page.locator('dialog').getByText('Figures').waitFor();
    await page.keyboard.press('F1');
    await expect.poll(() => shownPage(page)).toBe('figures');
    expect(await sent(page)).toEqual(['touch PS:FIGURES']);
    await page.keyboard.press('Escape');
    expect(await shownPage(page)).toBeNull();
    await scan(page, 'PS:FIGURES');
    await expect.poll(() => shownPage(page)).toBe('figures');
    await page.getByRole('row', { name: /Maria K\. 22/ }).waitFor();
  });
});

describe('orders', () => {
  it('are found as one types, and lead to the journey', async () => {
    const page = await open({ page: 'orders' });
    await page.locator('.found').nth(49).waitFor();
    await page.getByRole('searchbox').fill('ord-1042');
    await expect.poll(() => page.locator('.found').count()).toBe(1);
    await page.locator('.found').press('Enter');
    await page.getByRole('heading', { name: 'ORD-1042' }).waitFor();
  });

  it('come page after page', async () => {
    const page = await open({ page: 'orders' });
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await expect.poll(() => page.locator('.found').count()).toBe(100);
  });
});

describe('the journey', () => {
  it('gives a trace id to the clipboard, and says so', async () => {
    const page = await open({ page: 'journey' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: /Copy trace id of Pick/ }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[0-9a-f]{32}$/);
  });

  it('shows each scan where there is room, and never a label on another', async () => {
    const wide = await open({ page: 'journey', width: 1920, height: 1080 });
    expect(await wide.locator('.drawn-scan').count()).toBe(37);
    const small = await open({ page: 'journey-nine' });
    expect(await small.locator('.drawn-scan').count()).toBe(0);
    const boxes = await small
      .locator('.drawn-label')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect()));
    const touching = boxes.filter((box, at) =>
      boxes.some((other, index) => index > at && other.y === box.y && other.left < box.right && box.left < other.right),
    );
    expect(boxes).toHaveLength(10);
    expect(touching).toEqual([]);
  });
});

describe('the set-up of a scanner', () => {
  it('finds the settings from the test code, keeps them, and sends nothing to the station', async () => {
    const page = await open({ page: 'set-up' });
    const scanner = await plugIn(page);
    const keys = scanOf(`>${TEST_CODE}`, { terminator: 'Tab', shiftEvents: false });
    await scanner.send(
      keys.map((key) => ({ ...key, shift: false })),
      1500,
    );
    await page.getByText('The scanner works.').waitFor();
    const kept = await page.evaluate(() => window.gallery.store.get().station?.preferences.scanner);
    // Typed without Shift: what was left out is read from the characters.
    expect(kept).toMatchObject({ terminator: 'Tab', prefix: '>', suffix: '', decode: 'code-us' });
    expect(await sent(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => shownPage(page)).toBe('settings');
  });
});

describe('the set-up of the station', () => {
  const changes = (page: Page): Promise<unknown> => page.evaluate(() => window.gallery.station.settingChanges);

  it('is offered on a first run: tried out it is offered no more, and a badge needs neither', async () => {
    const page = await open({ page: 'first-run' });
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.locator('.first-run').waitFor({ state: 'detached' });
    await scan(page, 'PS:OP:w1');
    expect(await sent(page)).toEqual(['scan PS:OP:w1']);
  });

  it('saves what was changed and nothing else, tests it in words, and offers the restart that it needs', async () => {
    const page = await open({ page: 'first-run' });
    await page.getByRole('button', { name: 'Set up the station' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Bench 9');
    await page.getByRole('button', { name: 'Ship' }).click();
    await page.getByRole('button', { name: 'Pick' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await changes(page)).toEqual([
      { path: ['station', 'name'], value: 'Bench 9' },
      { path: ['station', 'roles'], value: ['pack', 'ship'] },
    ]);
    await page.getByRole('button', { name: 'Restart now' }).waitFor();
    await page.getByRole('button', { name: 'Telemetry' }).click();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Nobody listens there').waitFor();
    expect(await sent(page)).toEqual([]);
  });

  it('is a lead’s once operators are set up, who says why; anybody else is told so', async () => {
    const page = await open({ page: 'station-set-up-lead' });
    await page.getByLabel('Name', { exact: true }).fill('Bench 9');
    const save = page.getByRole('button', { name: 'Save' });
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('Reason').fill('moved to hall 3');
    await save.click();
    await page.getByText('Saved.').waitFor();
    expect(await page.evaluate(() => window.gallery.station.settingReasons)).toEqual(['moved to hall 3']);
    expect(await page.getByLabel('Reason').inputValue()).toBe('');

    const barred = await open({ page: 'station-set-up-barred' });
    await barred.getByText("Scan a lead's badge, then press F12").waitFor();
    await barred.getByLabel('Name', { exact: true }).fill('Bench 9');
    expect(await barred.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
    await barred.keyboard.press('Enter');
    expect(await changes(barred)).toEqual([]);
  });

  it('takes lists row by row, and shows no secret', async () => {
    const page = await open({ page: 'station-set-up' });
    await page.getByRole('button', { name: 'Boxes' }).click();
    await page.getByRole('group', { name: 'Box 2' }).getByLabel('Inside, mm').fill('350 x 250 x 20.5');
    await page.getByRole('group', { name: 'Box 1' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await changes(page)).toEqual([{ path: ['boxes'], value: [{ code: 'M2', inner_mm: [350, 250, 20.5] }] }]);
    await page.getByRole('button', { name: 'Printers' }).click();
    await page.getByRole('button', { name: 'Look for print queues' }).click();
    await page.getByRole('button', { name: 'Add office' }).click();
    expect(await page.getByRole('group', { name: 'Printer 2' }).getByLabel('Name').inputValue()).toBe('office');
    await page.getByRole('button', { name: 'Test page: labels' }).click();
    await page.getByText('labels: Printed.').waitFor();
    await page.getByRole('button', { name: 'Broker' }).click();
    const password = page.getByLabel('Password');
    expect([await password.getAttribute('type'), await password.getAttribute('placeholder')]).toEqual([
      'password',
      'kept',
    ]);
  });
});

describe('people', () => {
  const changes = (page: Page): Promise<unknown> => page.evaluate(() => window.gallery.station.personChanges);
  /** By touch: what a script types comes as fast as a scanner's keys. */
  const tapPin = async (page: Page, pin: string): Promise<void> => {
    for (const digit of pin) await page.locator('.pad-key', { hasText: digit }).click();
    await page.locator('.entry-ok').click();
  };
  const title = (page: Page, words: string) => page.locator('dialog h2', { hasText: words }).waitFor();

  it('begin with an admin, by scanner, keys and PIN pad; nothing of it is an input of the work', async () => {
    const page = await open({ page: 'people-first' });
    await page.getByText('From then on every badge that is not entered is refused.').waitFor();
    await page.keyboard.press('F1');
    await title(page, 'Whose badge?');
    await scan(page, '04012345123456');
    await page.getByRole('alert').getByText('That is no badge').waitFor();
    await scan(page, ']C0PS:OP:a1');
    await title(page, 'What is the name to a1?');
    // Enter would take the badge as it is; a name is written over it.
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('a1');
    await page.locator('.entry-field').fill('A');
    await page.locator('.entry-ok').click();
    await title(page, 'What may A do?');
    expect(await page.locator('dialog .choice-name').allTextContents()).toEqual(['Admin']);
    await page.keyboard.press('F1');
    await title(page, 'PIN for A');
    for (const digit of '481') await page.locator('.pad-key', { hasText: digit }).click();
    // A person's Enter comes a moment later: it might be the beginning of a scan.
    const submitted = page.evaluate(() => {
      const form = document.querySelector('form.pin');
      return new Promise<void>((taken) => form?.addEventListener('submit', () => taken(), { once: true }));
    });
    await page.keyboard.press('Enter');
    await submitted;
    expect(await page.locator('.pin input').inputValue()).toBe('481');
    await tapPin(page, '5');
    await page.getByText('The same PIN once more.').waitFor();
    await tapPin(page, '4816');
    await page.getByText('The two were not the same.').waitFor();
    expect(await changes(page)).toEqual([]);
    await tapPin(page, '4815');
    await scan(page, 'PS:PIN:4815');
    await page.getByRole('status').getByText('A may work here now.').waitFor();
    expect(await changes(page)).toEqual([{ expects: 'new', id: 'a1', name: 'A', role: 'admin', pin: '4815' }]);
    expect(await page.content()).not.toContain('4815');
    expect(await shownPage(page)).toBe('people');
    expect(await sent(page)).toEqual([]);
  });

  it('lead to who is known already by their badge, whose keys change them, and say why they do not', async () => {
    const page = await open({ page: 'people' });
    await page.keyboard.press('F1');
    await scan(page, 'PS:OP:a1');
    await title(page, 'Ada Nowak');
    await page.evaluate(() => window.gallery.station.answerPeopleWith({ ok: false, why: 'last_admin' }));
    await page.keyboard.press('F2');
    await page.getByRole('alert').getByText('This is the last admin.').waitFor();
    // The keys of the pages rest under the dialog.
    expect(await shownPage(page)).toBe('people');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await shownPage(page)).toBe('people');
    await page.evaluate(() => window.gallery.station.answerPeopleWith({ ok: true }));
    await page.getByRole('button', { name: /^Lena Vogt/ }).press('Enter');
    await page.getByRole('button', { name: 'End the wait' }).click();
    await page.getByRole('status').getByText('Lena Vogt: saved.').waitFor();
    await page.getByRole('button', { name: /^Willem/ }).click();
    await page.getByRole('button', { name: 'Block the badge' }).click();
    await title(page, 'Block the badge of Willem?');
    await page.keyboard.press('F1');
    await page.getByRole('status').getByText('Willem: saved.').waitFor();
    expect(await changes(page)).toEqual([
      { expects: 'known', id: 'a1', role: 'lead' },
      { expects: 'known', id: 'l1', forgiven: true },
      { expects: 'known', id: 'w2', active: false },
    ]);
    // With no dialog open a scan is the work's, as on every page.
    await scan(page, 'PS:OP:w2');
    expect(await sent(page)).toEqual(['scan PS:OP:w2']);
  });

  it('have their badges on the sheet, those who may work here', async () => {
    const page = await open({ page: 'people' });
    await page.getByRole('button', { name: 'Print badges' }).click();
    const codes = page.locator('.sheet').first().locator('.sheet-code > .code');
    await expect.poll(() => codes.count()).toBe(7);
    expect(await codes.allTextContents()).toEqual(expect.arrayContaining(['PS:OP:a1', 'PS:OP:maria.k']));
    expect(await codes.allTextContents()).not.toContain('PS:OP:w9');
  });
});

describe('the sample shift', () => {
  it('shows what is next, and a click on it is a scan', async () => {
    const page = await open({ page: 'samples' });
    await page.locator('.sample[aria-current=step]', { hasText: 'A-01-03' }).click();
    expect(await sent(page)).toEqual(['touch A-01-03']);
    expect(await page.locator('.samples').count()).toBe(1);
  });
});
