import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/shared/answers.ts';
import type { DeviceAnswer } from '../../src/shared/contract.ts';
import { openGallery, type Shown } from '../support/gallery.ts';
import { plugIn } from '../support/scanner/plug-in.ts';
import { scanOf } from '../support/scanner/scanner-model.ts';

let gallery: Awaited<ReturnType<typeof openGallery>>;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

async function open(shown: Shown = {}): Promise<Page> {
  const { page } = await gallery.turnTo(shown);
  return page;
}

const scan = (page: Page, text: string, answer: Outcome): Promise<void> =>
  page.evaluate(
    ([text, answer]) => {
      window.gallery.station.answerWith(answer);
      window.gallery.store.submit({ text, entry: 'scan', startedMs: performance.now() });
    },
    [text, answer] as const,
  );

const sent = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() => window.gallery.station.inputs.map(({ scan, entry }) => `${entry} ${scan}`));

/** After a pause that ends a scan, and before its rest may no longer come. */
const SOON_MS = 1300;

/** Slow enough to be nobody's scanner. */
const PERSON = { delay: 100 };

const OK: Outcome = { ok: true, code: 'pick.item.ok', message: 'Right item. 1 more.', sound: 'ok' };
const WRONG: Outcome = {
  ok: false,
  code: 'pick.item.wrong',
  message: `Wrong item: this is Mug, red. Put it back, scan Mug, blue. ${'A long way to say it. '.repeat(5)}`,
  sound: 'error',
};

/** Where everything stands, to a tenth of a pixel. */
const places = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'header, main, aside, nav, nav button, .prompt, .big-code, .item-card, .answer, .line',
      ),
    ].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return `${element.className || element.tagName} ${[x, y, width, height].map((of) => of.toFixed(1)).join(' ')}`;
    }),
  );

describe('a scanner of the station itself', () => {
  const hear = (page: Page, answer: DeviceAnswer): Promise<void> =>
    page.evaluate((answer) => {
      const view = window.gallery.viewOf({ name: 'pick-item', language: 'en' });
      window.gallery.station.change({ view, answer });
    }, answer);

  it('shows, flashes and says its answer as if it had been scanned here, and brings the work back', async () => {
    const page = await open({ name: 'pick-bin', page: 'orders' });
    await hear(page, { text: 'A-01-03', entry: 'scan', outcome: OK });
    await page.locator('.answer[data-sound=ok]', { hasText: 'A-01-03' }).waitFor();
    await page.locator('.flash[data-sound=ok]').waitFor({ state: 'attached' });
    expect(await page.locator('[role=status]', { hasText: 'Right item. 1 more.' }).count()).toBe(1);
    expect(await sent(page)).toEqual([]);
  });

  it('says that it was unplugged', async () => {
    const page = await open({ name: 'pick-bin' });
    await hear(page, {
      text: '/dev/ttyACM0',
      entry: 'scan',
      outcome: { ok: false, sound: 'error', failed: 'unplugged' },
    });
    await page.locator('.answer[data-sound=error]').waitFor();
    expect(await page.locator('.answer').textContent()).toContain('The scanner was unplugged.');
  });
});

describe('an answer', () => {
  it('moves nothing, however much it says', async () => {
    const page = await open({ name: 'pick-item' });
    const before = await places(page);
    for (const answer of [OK, WRONG, OK]) {
      await scan(page, '4012345123456', answer);
      await page.locator(`.answer[data-sound="${answer.sound}"]`).waitFor();
      expect(await places(page)).toEqual(before);
    }
  });

  it('moves nothing when the bin is proved and the item is next', async () => {
    const page = await open({ name: 'pick-bin' });
    const of = async (): Promise<string[]> => (await places(page)).filter((place) => !place.startsWith('prompt '));
    const before = await of();
    await page.evaluate(() => {
      const view = window.gallery.viewOf({ name: 'pick-bin', language: 'en' });
      if (view.kind === 'pick') window.gallery.station.show({ ...view, bin_confirmed: true, expect: ['item'] });
    });
    await page.locator('.item-card[data-now="true"]').waitFor();
    expect(await of()).toEqual(before);
  });

  it('is said to a screen reader, with what is next', async () => {
    const page = await open({ name: 'pick-item' });
    await scan(page, 'x', OK);
    await expect.poll(() => page.locator('[role=status]').textContent()).toContain('OK. Right item. 1 more. Scan Mug');
    await scan(page, 'x', WRONG);
    await expect.poll(() => page.locator('p[role=alert]').textContent()).toContain('Stop. Wrong item');
  });

  it('that refuses keeps its frame until a good scan', async () => {
    const page = await open();
    await scan(page, 'x', WRONG);
    await page.locator('.flash-frame').waitFor();
    await scan(page, 'x', OK);
    await expect.poll(() => page.locator('.flash-frame').count()).toBe(0);
  });

  it('that refuses keeps its frame until a tap', async () => {
    const page = await open();
    await scan(page, 'x', WRONG);
    await page.locator('.flash-frame').waitFor();
    await page.mouse.click(300, 300);
    await page.locator('.flash-frame').waitFor({ state: 'detached' });
    expect(await page.locator('.answer[data-sound=error]').count()).toBe(1);
  });

  it('does not flash for who wants nothing to move', async () => {
    const page = await open({ reducedMotion: true });
    await scan(page, 'x', WRONG);
    await page.locator('.flash-frame').waitFor();
    expect(await page.locator('.flash-wash').isVisible()).toBe(false);
  });

  it('flashes at most twice in a second, however fast the scans come', async () => {
    const page = await open();
    await page.evaluate(() => {
      let flashes = 0;
      addEventListener('animationstart', () => (flashes += 1));
      Object.assign(window, { flashes: () => flashes });
    });
    // In one go, so that they are fast on a slow computer too.
    await page.evaluate((answer) => {
      for (let at = 0; at < 8; at += 1) {
        window.gallery.station.answerWith(answer);
        window.gallery.store.submit({ text: `x${at}`, entry: 'scan', startedMs: performance.now() });
      }
    }, OK);
    await expect.poll(() => sent(page)).toHaveLength(8);
    expect(await page.evaluate(() => (window as unknown as { flashes: () => number }).flashes())).toBeLessThanOrEqual(
      2,
    );
  });
});

describe('a command', () => {
  it('is the same by button and by hotkey', async () => {
    const page = await open({ name: 'pick-item' });
    await page.locator('nav').getByText('Skip').click();
    await page.keyboard.press('F3');
    await page.keyboard.press('F4');
    await page.keyboard.press('Escape');
    expect(await sent(page)).toEqual(['touch PS:SKIP', 'touch PS:SKIP', 'touch PS:UNDO', 'touch PS:CANCEL']);
  });

  it('asks with how many orders a walk goes, and has behind More what no key is left for', async () => {
    const page = await open({ name: 'home' });
    await page.keyboard.press('F4');
    const sizes = await page.locator('dialog .choice-name').allTextContents();
    expect(sizes).toEqual([2, 3, 4, 6, 8, 12].map((count) => `${count} orders`));
    await page.keyboard.press('F3');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.locator('nav').getByText('More').click();
    await page.locator('dialog').getByText('Language').click();
    await page.locator('dialog').getByText('Deutsch').click();
    await page.locator('.open-work').getByText('CART-7').click();
    expect(await sent(page)).toEqual(['touch PS:PICK:4', 'touch PS:LANG:de', 'touch CART-7']);
  });

  it('that is not possible yet does nothing', async () => {
    const page = await open({ name: 'pick-bin' });
    await page.keyboard.press('F6');
    await page.locator('nav').getByText('Count').click({ force: true });
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await sent(page)).toEqual([]);
  });

  it('asks for a reason: one touch, or its key, and no digit, which may begin a scan', async () => {
    const page = await open({ name: 'pick-item' });
    await page.keyboard.press('F2');
    await page.getByText('Damaged').click();
    await page.keyboard.press('F2');
    await page.locator('dialog').waitFor();
    await page.keyboard.press('1');
    expect(await page.locator('dialog').count()).toBe(1);
    await page.keyboard.press('F1');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await sent(page)).toEqual(['touch PS:SHORT:damaged', 'touch PS:SHORT:missing']);
  });

  it('asks for a number: by its pad, and by the keyboard', async () => {
    const page = await open({ name: 'pack-weight' });
    await page.keyboard.press('F6');
    for (const key of ['1', '3', '00']) await page.locator('.pad').getByText(key, { exact: true }).click();
    await page.locator('.entry-ok').click();
    await page.keyboard.press('F6');
    await page.keyboard.type('1340', PERSON);
    await page.keyboard.press('Enter');
    await expect.poll(() => sent(page)).toEqual(['touch PS:WEIGHT:1300', 'touch PS:WEIGHT:1340']);
  });

  it('takes a code that cannot be read, and says that it was typed', async () => {
    const page = await open({ name: 'pick-item' });
    await page.keyboard.press('F1');
    await page.keyboard.type('4012345123456', PERSON);
    await page.keyboard.press('Enter');
    await expect.poll(() => sent(page)).toEqual(['typed 4012345123456']);
  });
});

describe('a scan', () => {
  it('that was cut off is said loudly, closes the dialog, and never reaches the station', async () => {
    const page = await open({ name: 'pick-item' });
    const scanner = await plugIn(page);
    await page.keyboard.press('F2');
    await page.locator('dialog').waitFor();
    const lastMs = await scanner.send(scanOf('A-01-03', { terminator: undefined }));
    await page.locator('.answer[data-sound=error]').getByText('Scan was cut off. Scan again.').waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
    await scanner.send(scanOf('A-01-03'), lastMs + SOON_MS - Date.now());
    await page.locator('.answer').getByText('may be the rest').waitFor();
    expect(await sent(page)).toEqual([]);
  });

  it('goes to the station, not into the field of a dialog, and its keys are no hotkeys', async () => {
    const page = await open({ name: 'pick-item' });
    const scanner = await plugIn(page);
    await page.locator('nav').getByText('Type code').click();
    await page.locator('dialog input').waitFor();
    await scanner.send(scanOf('PS:QTY:2'));
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.locator('nav').getByText('Short').click();
    await page.locator('dialog').waitFor();
    await scanner.send(scanOf('1234'));
    await page.locator('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => sent(page)).toEqual(['scan PS:QTY:2', 'scan 1234']);
  });

  it('that is refused tells its doubt, one that is taken does not', async () => {
    const page = await open({ name: 'pick-item' });
    for (const answer of [OK, WRONG]) {
      await page.evaluate((answer) => {
        window.gallery.station.answerWith(answer);
        const at = { startedMs: performance.now(), endedMs: performance.now() };
        window.gallery.store.submit({ text: 'x', entry: 'scan', ...at, doubts: ['key-before'] });
      }, answer);
      await page.locator(`.answer[data-sound="${answer.sound}"]`).waitFor();
      const doubts = await page.locator('.answer').getByText('A key was pressed just before').count();
      expect(doubts).toBe(answer.ok ? 0 : 1);
    }
  });
});

describe('a fault of a screen', () => {
  it('is calm, is told as ui.error, and the way back draws the screen anew', async () => {
    const page = await open({ name: 'home' });
    await page.evaluate(() => {
      const { station, viewOf } = window.gallery;
      station.show({ ...viewOf({ name: 'home', language: 'en' }), waiting: null } as never);
    });
    await page.getByText('This screen has a fault').waitFor();
    await scan(page, 'x', WRONG);
    await page.locator('.flash-frame').waitFor();
    await page.evaluate(() => window.gallery.station.show(window.gallery.viewOf({ name: 'home', language: 'en' })));
    await page.getByRole('button', { name: 'Show the screen again' }).click();
    await page.locator('.waiting').waitFor();
    await expect
      .poll(() => page.evaluate(() => window.gallery.station.spans))
      .toContainEqual(expect.objectContaining({ name: 'ui.error' }));
  });
});

describe('a fault that nobody caught', () => {
  it('is told by its type and message, without what may be data', async () => {
    const page = await open({ name: 'home' });
    await page.evaluate(() => {
      void Promise.reject(new TypeError('no "Jane Doe" at 0176123456'));
      reportError(new RangeError('too far'));
    });
    await expect
      .poll(() => page.evaluate(() => window.gallery.station.spans.map((span) => span.attributes)))
      .toEqual([
        { 'exception.type': 'RangeError', 'exception.message': 'too far' },
        { 'exception.type': 'TypeError', 'exception.message': 'no "…" at …' },
      ]);
  });
});

describe('a dialog', () => {
  it('keeps the focus, closes by Escape alone, and gives the focus back', async () => {
    const page = await open({ name: 'pick-item' });
    await page.locator('nav button').nth(1).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog').waitFor();
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('nav, main, aside') ?? null)).toBeNull();
    }
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Short');
    expect(await sent(page)).toEqual([]);
  });

  it('gives way to a scan', async () => {
    const page = await open({ name: 'pick-item' });
    await page.keyboard.press('F2');
    await page.locator('dialog').waitFor();
    await scan(page, 'A-01-03', OK);
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await sent(page)).toEqual(['scan A-01-03']);
  });
});

describe('the window', () => {
  it('says when the station is away, keeps the scans, and sends each once under one id', async () => {
    const page = await open();
    await page.evaluate(() => window.gallery.station.setAway(true));
    await scan(page, 'one', OK);
    await scan(page, 'two', OK);
    await page.getByText('2 scans wait').waitFor();
    await page.evaluate(() => window.gallery.station.setAway(false));
    await page.locator('.banner').waitFor({ state: 'detached' });
    await expect.poll(() => sent(page)).toEqual(['scan one', 'scan two']);
    const ids = await page.evaluate(() => window.gallery.station.inputs.map(({ id }) => id));
    expect(new Set(ids).size).toBe(2);
  });

  it('takes no more scans than it can answer for', async () => {
    const page = await open();
    await page.evaluate(() => window.gallery.station.setAway(true));
    for (let at = 0; at < 21; at += 1) await scan(page, `x${at}`, OK);
    await page.locator('.answer[data-sound=error]').waitFor();
    await page.evaluate(() => window.gallery.station.setAway(false));
    await expect.poll(() => sent(page)).toHaveLength(20);
  });

  it('says when it does not hear the scanner, until it does', async () => {
    const page = await open();
    const focus = (has: boolean): Promise<void> =>
      page.evaluate((has) => {
        document.hasFocus = () => has;
        window.dispatchEvent(new Event(has ? 'focus' : 'blur'));
      }, has);
    await focus(false);
    await expect.poll(() => page.locator('.banner').textContent()).toContain('Not listening');
    await focus(true);
    await expect.poll(() => page.locator('.banner').count()).toBe(0);
  });

  it('lets every answer be heard by a rhythm of its own, unless it is muted', async () => {
    const page = await open();
    await page.evaluate(() => {
      const pitches: number[] = [];
      window.OscillatorNode = class extends OscillatorNode {
        constructor(audio: BaseAudioContext, options?: OscillatorOptions) {
          super(audio, options);
          pitches.push(options?.frequency ?? 0);
        }
      };
      Object.assign(window, { takePitches: () => pitches.splice(0).join(' ') });
    });
    const heard = (): Promise<string> =>
      page.evaluate(() => (window as unknown as { takePitches: () => string }).takePitches());
    await scan(page, 'muted', OK);
    await expect.poll(() => sent(page)).toHaveLength(1);
    expect(await heard()).toBe('');
    await page.evaluate(() => window.gallery.store.setPreferences({ muted: false }));
    const sounds: string[] = [];
    for (const sound of ['ok', 'done', 'attention', 'error'] as const) {
      await scan(page, sound, { ...OK, ok: sound !== 'error', sound });
      await page.locator(`.answer[data-sound=${sound}]`).waitFor();
      sounds.push(await heard());
    }
    expect(sounds.map((each) => each.split(' ').length)).toEqual([1, 3, 4, 2]);
    expect(new Set(sounds).size).toBe(4);
    // On a walk with several orders the slot is heard too: F is the second of the second row.
    await scan(page, 'slot', { ...OK, slot: 6 });
    await page.locator('.answer[data-sound=ok]').waitFor();
    expect(await heard()).toBe('1760 659 659');
  });

  it('speaks the language of the station, also when it changes', async () => {
    const page = await open();
    await page.evaluate(() => {
      const { facts } = window.gallery.store.get().station ?? {};
      if (facts !== undefined) window.gallery.station.change({ facts: { ...facts, language: 'pl' } });
    });
    await page.getByText('Pomiń').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('pl');
  });

  it('changes its theme with the preference', async () => {
    const page = await open();
    await page.evaluate(() => window.gallery.store.setPreferences({ theme: 'dark' }));
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  it('asks for the whole when it has missed a change', async () => {
    const page = await open({ name: 'pick-bin' });
    const calls = await page.evaluate(async () => {
      const { station, store, viewOf } = window.gallery;
      let snapshots = 0;
      const { snapshot } = station.client;
      Object.assign(station.client, {
        snapshot: () => {
          snapshots += 1;
          return snapshot({});
        },
      });
      station.missOne();
      station.show(viewOf({ name: 'home', language: 'en' }));
      await new Promise((painted) => requestAnimationFrame(painted));
      return { snapshots, sequence: store.get().station?.sequence, kind: store.get().station?.view.kind };
    });
    expect(calls).toEqual({ snapshots: 1, sequence: 3, kind: 'home' });
  });

  it('keeps the line at hand in sight of a long order', async () => {
    const page = await open({ name: 'pick-60' });
    const inSight = await page.evaluate(() => {
      const list = document.querySelector('.lines')?.getBoundingClientRect();
      const row = document.querySelector('.line[aria-current]')?.getBoundingClientRect();
      return list !== undefined && row !== undefined && row.top >= list.top && row.bottom <= list.bottom;
    });
    expect(inSight).toBe(true);
  });

  it('shows what came from outside as text', async () => {
    const page = await open({ name: 'pick-hostile' });
    expect(await page.locator('#root img').count()).toBe(0);
    expect(await page.locator('main').textContent()).not.toMatch(/[\u202E\p{Cc}]/u);
  });
});

describe('an order that another station has too', () => {
  it('is left to it by a key, and kept only with a reason, which is sent first', async () => {
    const page = await open({ name: 'question-conflict' });
    await page.keyboard.press('F2');
    await expect.poll(() => sent(page)).toEqual(['touch PS:RELEASE']);
    await page.getByRole('button', { name: 'the goods are here' }).click();
    await expect
      .poll(() => sent(page))
      .toEqual(['touch PS:RELEASE', 'touch PS:REASON:goods_here', 'touch PS:TAKEOVER:bench-11']);
  });
});

describe('the picture of an item', () => {
  /** 2 x 1 pixels. */
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==',
    'base64',
  );
  const show = (page: Page, url: string): Promise<void> =>
    page.evaluate((url) => {
      const view = window.gallery.viewOf({ name: 'pick-item', language: 'en' });
      if (view.kind !== 'pick' || view.line === null) throw new Error('no line to show a picture of');
      window.gallery.station.show({ ...view, line: { ...view.line, image_url: url } });
    }, url);

  it("is the shop's, fetched without saying from where, and moves nothing when it comes", async () => {
    const page = await open({ name: 'pick-item' });
    let referrer: string | undefined = 'never asked';
    await page.route('https://shop.example/**', (route) => {
      referrer = route.request().headers()['referer'];
      return route.fulfill({ contentType: 'image/png', body: PNG });
    });
    const before = await places(page);
    await show(page, 'https://shop.example/mug.png');
    await page.locator('.item-picture img[data-state=there]').waitFor();
    expect(await page.locator('.item-picture img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
    expect(referrer).toBeUndefined();
    expect(await places(page)).toEqual(before);
  });

  it('gives way to initials where it cannot be had, and is never asked for in the open', async () => {
    const { page, problems } = await gallery.show({ name: 'pick-item' });
    await page.route('https://shop.example/**', (route) => route.abort('internetdisconnected'));
    const failed = page.waitForEvent('requestfailed');
    await show(page, 'https://shop.example/mug.png');
    await failed;
    await page.locator('.item-picture img').waitFor({ state: 'detached' });
    expect(await page.locator('.item-picture').innerText()).toBe('MB');
    problems.length = 0;
    for (const url of ['http://shop.example/mug.png', 'javascript:alert(1)', '//shop.example/mug.png']) {
      await show(page, url);
      expect(await page.locator('.item-picture img').count()).toBe(0);
    }
    expect(problems).toEqual([]);
  });
});

describe('a PIN', () => {
  it('is typed or tapped, sent as a PIN, shown nowhere and forgotten', async () => {
    const page = await open({ name: 'signin-pin' });
    await page.keyboard.type('48', PERSON);
    await page.getByRole('button', { name: '1', exact: true }).click();
    await page.getByRole('button', { name: '5', exact: true }).click();
    expect(await page.locator('body').innerText()).not.toMatch(/48/);
    await page.keyboard.press('Enter');
    await expect.poll(() => sent(page)).toEqual(['touch PS:PIN:4815']);
    expect(await page.locator('.pin input').inputValue()).toBe('');
    await scan(page, 'PS:PIN:4815', { ok: false, code: 'signin.pin.wrong', message: 'Wrong PIN.', sound: 'error' });
    await expect.poll(() => page.locator('.answer').innerText()).toContain('PS:PIN:****');
    expect(await page.locator('body').innerText()).not.toContain('4815');
  });
});
