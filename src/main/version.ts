import packageJson from '../../package.json' with { type: 'json' };

/** The version of this Pickspan, from its package. */
export const VERSION: string = packageJson.version;
