/*
 * What scanners are programmed with, as far as public texts say it: the maker's own manual, or two that know nothing of
 * each other. Nothing here is guessed, nothing restores factory defaults, nothing was tried with a device. A code without
 * its sources is not printed; docs/hardware.md names them too.
 */

/** One setting: what it is for, what its maker calls it, the maker's own text for it. */
export interface ScannerCode {
  readonly title: string;
  readonly makersName: string;
  readonly command: string;
  readonly sources: readonly string[];
}

export interface ScannerMaker {
  readonly name: string;
  /** The scanners that the sources speak of. */
  readonly models: string;
  readonly symbology: 'code128-fnc3' | 'qr';
  /** What the symbol of a command holds. */
  readonly dataOf: (command: string) => string;
  /** Where that form is from. */
  readonly sources: readonly string[];
  /** In the order of scanning: a change of interface may reset the others. */
  readonly codes: readonly ScannerCode[];
  /** What no public text says well enough. */
  readonly fromManual: readonly string[];
}

const KEYBOARD = 'USB keyboard';
const ENTER = 'Enter after every code';
const AIM = 'AIM identifier before every code';
const COUNTRY = 'keyboard country US';
const GS = 'GS as Ctrl+]';

const HONEYWELL: ScannerMaker = {
  name: 'Honeywell',
  models: 'Voyager, Xenon and Genesis that take menu commands of six letters',
  symbology: 'code128-fnc3',
  // The point keeps the setting when the scanner is switched off.
  dataOf: (command) => `~${command}.^FNC3`,
  sources: [
    'https://www.accuratedata.com/wordpress/index.php/category/tips-and-tricks-about-barcode-symbologies/',
    'https://github.com/Arakis/barcoder',
    'https://manualsbrain.com/en/manuals/1245603/?page=155',
  ],
  codes: [
    {
      title: KEYBOARD,
      makersName: 'USB Keyboard (PC), terminal ID 124',
      command: 'PAP124',
      sources: [
        'https://github.com/Rochdi7/chinwi-the-doctor-POS/blob/633c12eaf8ae9d0c5ad2810ec9b43a3c2de3bae9/deploy/SCANNER-USB.md',
        'https://manualsdump.com/en/manuals/honeywell-1300g/160494/74',
      ],
    },
    {
      title: ENTER,
      makersName: 'Add CR Suffix to All Symbologies',
      command: 'VSUFCR',
      sources: [
        'https://github.com/bugobliterator/funlittleprojects/blob/334dc5fcc97211e95d582e84e58cd6b757917778/scanner-cli/src/scanner/cli.py',
        'two public programs more that show or send it, without an address to cite',
      ],
    },
  ],
  fromManual: [COUNTRY, AIM, GS],
};

/** Twenty bytes, CR and nothing after it: the length that the scanner itself answers with. */
const CR_ALONE = `0D${'00'.repeat(19)}`;

const DATALOGIC: ScannerMaker = {
  name: 'Datalogic',
  models: 'Gryphon, QuickScan, PowerScan 9000 and Touch that take commands beginning with $',
  symbology: 'code128-fnc3',
  // Into programming mode, the command and out again, in one label.
  dataOf: (command) => `^FNC3$P,${command},P\r`,
  sources: [
    'https://manualsdump.com/en/manuals/datalogic_scanning-9504model-9500model/161438/450',
    'https://www.easymanua.ls/datalogic/gryphon-gps4421/manual?p=58',
    'https://github.com/anders/td1100',
  ],
  codes: [
    {
      title: KEYBOARD,
      makersName: 'Interface: USB keyboard',
      command: 'HA35',
      sources: [
        'https://github.com/anders/td1100',
        'the public guide to scanners at an A+W Production Terminal, 4.4 and before, with a Gryphon GM4500',
      ],
    },
    {
      title: ENTER,
      makersName: 'Global Suffix: 0D',
      command: `CLFSU${CR_ALONE}`,
      sources: [
        'https://github.com/Hypernova-Oy/SSAuthenticator/blob/17d7dccaa7878cafb6384a9cca9362ceed015362/lib/SSAuthenticator/AutoConfigurer.pm',
        'https://www.easymanua.ls/datalogic/gryphon-i-gm4500/manual/1062160?p=296',
        'a public test suite for Datalogic scanners: after CLFSU5F73755F0D its codes end in _su_',
      ],
    },
    {
      title: AIM,
      makersName: 'Global AIM ID: Enable',
      command: 'CAIEN01',
      sources: [
        'https://www.easymanua.ls/datalogic/powerscan-pd96-series/manual?p=98',
        'https://azmanual.top/manuals/848784/datalogic-quickscan-i-qd2400.html?page=67',
      ],
    },
  ],
  fromManual: [COUNTRY, GS],
};

const OPTICON_SDK = 'https://github.com/OpticonOSEDevelopment/opticonnect_sdk_flutter';

const OPTICON: ScannerMaker = {
  name: 'Opticon',
  models: 'USB keyboards already, that read QR codes and take commands of the Universal Menu Book',
  symbology: 'qr',
  dataOf: (command) => `@MENU_OPTO@ZZ@${command}@ZZ@OTPO_UNEM@`,
  sources: [OPTICON_SDK],
  codes: [
    {
      title: ENTER,
      makersName: 'Set suffix all codes: CR',
      command: 'RZ@1M',
      sources: [OPTICON_SDK],
    },
    {
      title: AIM,
      makersName: 'Set prefix all codes: Code identification ISO-15424 / AIM',
      command: 'RY@$1',
      sources: [OPTICON_SDK, 'the Universal Menu Book: page of the code CR1021'],
    },
  ],
  fromManual: [COUNTRY, GS],
};

export const SCANNER_MAKERS: readonly ScannerMaker[] = [HONEYWELL, DATALOGIC, OPTICON];
