import type { GenericSchema } from 'valibot';

/*
 * The schemas that the code reads and writes by, as JSON Schema (draft 2020-12) for whoever connects a system. Only what
 * these schemas use is known here; anything else is a bug of the one who adds it.
 */

export type JsonSchema = { readonly [key: string]: unknown };

/** As much of valibot's objects as is looked at. */
interface Node {
  readonly kind: 'schema' | 'validation' | 'transformation' | 'metadata';
  readonly type: string;
  readonly pipe?: readonly Node[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly item?: Node;
  readonly items?: readonly Node[];
  readonly wrapped?: Node;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly value?: Node;
  readonly requirement?: unknown;
}

/** @throws for a part of a schema that is not known here. */
export function toJsonSchema(schema: GenericSchema): JsonSchema {
  return schemaOf(schema);
}

function schemaOf(node: Node): JsonSchema {
  const [first, ...actions] = node.pipe ?? [];
  // A pipe may begin with another.
  const parts = [
    first?.pipe === undefined ? base(node) : schemaOf(first),
    ...actions.map((action) => constraint(action, node.type)),
  ];
  return Object.fromEntries(parts.flatMap((each) => Object.entries(each)));
}

function base(node: Node): JsonSchema {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: node.type };
    case 'unknown':
      return {};
    case 'literal':
      return { const: node.literal };
    case 'picklist':
      return { enum: node.options };
    case 'union':
      return { anyOf: (node.options ?? []).map((each) => schemaOf(each as Node)) };
    case 'array':
      return { type: 'array', items: schemaOf(part(node.item)) };
    case 'tuple': {
      const items = (node.items ?? []).map(schemaOf);
      return { type: 'array', prefixItems: items, minItems: items.length };
    }
    case 'object':
      return object(part(node.entries));
    case 'nullish':
    case 'nullable':
      return { anyOf: [schemaOf(part(node.wrapped)), { type: 'null' }] };
    case 'optional':
      return schemaOf(part(node.wrapped));
    default:
      throw new Error(`no JSON Schema for a ${node.type}`);
  }
}

function object(entries: Readonly<Record<string, Node>>): JsonSchema {
  const required = Object.entries(entries)
    .filter(([, { type }]) => type !== 'nullish' && type !== 'optional' && type !== 'unknown')
    .map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, node]) => [name, schemaOf(node)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** Checks and transformations have no words in JSON Schema: what they hold stands in the docs. */
function constraint({ kind, type, requirement }: Node, of: string): JsonSchema {
  if (kind !== 'validation') return {};
  const isList = of === 'array';
  switch (type) {
    case 'min_length':
      return { [isList ? 'minItems' : 'minLength']: requirement };
    case 'max_length':
      return { [isList ? 'maxItems' : 'maxLength']: requirement };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'integer':
      return { type: 'integer' };
    case 'regex':
      return { pattern: (requirement as RegExp).source };
    case 'iso_timestamp':
      return { format: 'date-time' };
    case 'check':
    case 'raw_check':
      return {};
    default:
      throw new Error(`no JSON Schema for the rule ${type}`);
  }
}

function part<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a schema without what it is made of');
  return value;
}
