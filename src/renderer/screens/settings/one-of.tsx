import type { ReactNode } from 'react';

interface Props<Value extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
}

/** One of few, each a button beside the others; what holds is pressed. */
export function OneOf<Value extends string>({ label, choices, chosen, choose }: Props<Value>) {
  return (
    <section className="section">
      <h2>{label}</h2>
      <div className="one-of" role="group" aria-label={label}>
        {choices.map(({ value, label: name }) => (
          <button
            key={value}
            type="button"
            className="button"
            aria-pressed={value === chosen}
            onClick={() => choose(value)}
          >
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}
