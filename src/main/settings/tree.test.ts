import { describe, expect, it } from 'vitest';
import { withValue } from './tree.ts';

const file = {
  targets: [
    { name: 'shop', url: 'https://a' },
    { name: 'erp', url: 'https://b' },
  ],
};

describe('a value in a list', () => {
  it.each([
    ['targets.1.url', 'https://c', [file.targets[0], { name: 'erp', url: 'https://c' }]],
    ['targets.2.name', 'more', [...file.targets, { name: 'more' }]],
    ['targets.0', undefined, [file.targets[1]]],
  ])('is set, added and taken out by its place: %s', (path, value, targets) => {
    expect(withValue(file, path.split('.'), value)).toEqual({ targets });
  });

  it.each(['targets.url', 'targets.-1', 'targets.', 'targets.0x1', 'targets.2', 'targets.1e9', 'targets.length'])(
    'is not taken out by what is no place: %s',
    (path) => {
      expect(withValue(file, path.split('.'), undefined)).toEqual(file);
    },
  );

  it.each(['targets.url', 'targets.-1', 'targets.4000000000'])('is not lost under what is no place: %s', (path) => {
    const [, key = ''] = path.split('.');
    expect(withValue(file, path.split('.'), 'https://c')).toEqual({ targets: { [key]: 'https://c' } });
  });

  it('begins a list, and no list with holes', () => {
    expect(withValue({}, ['targets', '0', 'name'], 'shop')).toEqual({ targets: [{ name: 'shop' }] });
    expect(withValue({}, ['targets', '7', 'name'], 'shop')).toEqual({ targets: { 7: { name: 'shop' } } });
  });
});
