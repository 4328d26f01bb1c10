import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { openKeychain } from './keychain.ts';

const here = openKeychain('/nowhere', {});
const skipped = here.ok ? '' : ` (skipped: no keychain: ${here.because})`;

it.skipIf(!here.ok)(`a real keychain keeps a secret for one folder${skipped}`, () => {
  const [folder, other] = [temporaryFolder(), temporaryFolder()];
  const [mine, theirs] = [folder, other].map((each) => openKeychain(each, {}));
  if (mine?.ok !== true || theirs?.ok !== true) throw new Error('the keychain is gone');
  mine.keychain.set('a', 'ü-secret');
  try {
    expect([mine.keychain.get('a'), theirs.keychain.get('a')]).toEqual(['ü-secret', undefined]);
  } finally {
    mine.keychain.remove('a');
  }
  expect(mine.keychain.get('a')).toBeUndefined();
});

it('one that is not wanted is none, and says so', () => {
  expect(openKeychain('/nowhere', { PICKSPAN_NO_KEYCHAIN: '1' })).toEqual({
    ok: false,
    because: 'PICKSPAN_NO_KEYCHAIN is set',
  });
});
