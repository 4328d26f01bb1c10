// A process that is a station with nothing to do but print what is queued. Killed by whoever started it.
import { openStation } from '../../src/main/station/open-station.ts';
import { PATIENT } from './printing.ts';

const [folder = ''] = process.argv.slice(2);
const { printing } = openStation({
  folder,
  environment: {},
  version: '0.0.0-test',
  paper: { patience: PATIENT },
});
await printing.settled();
process.stdout.write('printed\n');
