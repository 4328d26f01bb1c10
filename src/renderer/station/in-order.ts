/** Runs one after the other what is asked for, in the order in which it was asked. */
export function inOrder<In, Out>(run: (input: In) => Promise<Out>): (input: In) => Promise<Out> {
  let before: Promise<unknown> = Promise.resolve();
  return (input) => {
    const mine = before.then(
      () => run(input),
      () => run(input),
    );
    before = mine;
    return mine;
  };
}
