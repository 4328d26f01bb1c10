/** What a message speaks of. `message` names another sentence than the code's own. */
export type MessageParameters = Readonly<Record<string, string | number>> & { readonly message?: string };
