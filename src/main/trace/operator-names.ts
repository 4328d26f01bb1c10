import type { Settings } from '../settings/settings.ts';

/** How an operator is named in spans, as the settings want it; undefined keeps the operator out. */
export function operatorNames(
  how: Settings['telemetry']['operator'],
  pseudonym: (operatorId: string) => string,
): (operatorId: string) => string | undefined {
  switch (how) {
    case 'id':
      return (operatorId) => operatorId;
    case 'pseudonym':
      return pseudonym;
    case 'none':
      return () => undefined;
  }
}
