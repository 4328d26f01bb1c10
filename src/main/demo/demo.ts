export function demo(_options: { keep: boolean }): Promise<number> {
  return Promise.resolve(1);
}
