import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

interface Package {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): Package => JSON.parse(readFileSync(file, 'utf8')) as Package;

/** The one set of OpenTelemetry packages in which everything is there once (docs/decisions/0004). */
const OPENTELEMETRY: Readonly<Record<string, string>> = {
  '@opentelemetry/api': '1.9.1',
  '@opentelemetry/core': '2.12.0',
  '@opentelemetry/resources': '2.12.0',
  '@opentelemetry/sdk-trace': '2.12.0',
  '@opentelemetry/sdk-trace-base': '2.12.0',
  '@opentelemetry/sdk-trace-web': '2.12.0',
  '@opentelemetry/exporter-trace-otlp-http': '0.223.0',
  '@opentelemetry/otlp-exporter-base': '0.223.0',
  '@opentelemetry/otlp-transformer': '0.223.0',
};

/** Every folder of the @opentelemetry scope below node_modules, however deep. */
function installed(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [];
    if (entry.name === '@opentelemetry') return readdirSync(path).map((name) => join(path, name));
    if (entry.name === 'node_modules' || entry.name.startsWith('@')) return installed(path);
    try {
      return installed(join(path, 'node_modules'));
    } catch {
      return [];
    }
  });
}

describe('the dependencies', () => {
  it('hold one copy of every OpenTelemetry package: two copies of the API do not see each other', () => {
    const names = installed(join(root, 'node_modules')).map((folder) => read(join(folder, 'package.json')).name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  it('hold the OpenTelemetry versions that belong together', () => {
    const versions = Object.keys(OPENTELEMETRY).map((name) => [
      name,
      read(join(root, 'node_modules', name, 'package.json')).version,
    ]);
    expect(Object.fromEntries(versions)).toEqual(OPENTELEMETRY);
  });

  it('hold an Electron that is still supported: of its newest three majors when this was written', () => {
    const { devDependencies = {} } = read(join(root, 'package.json'));
    expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45);
  });

  it('are pinned, and each has its reason in docs/dependencies.md', () => {
    const { dependencies = {}, devDependencies = {} } = read(join(root, 'package.json'));
    const all = Object.entries({ ...dependencies, ...devDependencies });
    const reasons = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8');
    expect(all.filter(([, version]) => !/^\d/.test(version))).toEqual([]);
    expect(all.filter(([name]) => !reasons.includes(`\`${name}\``))).toEqual([]);
  });
});
