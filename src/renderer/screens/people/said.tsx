import { Icon } from '../../components/icon.tsx';

/** What went wrong in a dialog, with its way out; reserved where nothing did. */
export function Said({ fault }: { readonly fault: string | null }) {
  return (
    <p className="people-said" role="alert" data-fault={fault !== null}>
      {fault !== null && (
        <>
          <Icon name="cross" />
          {fault}
        </>
      )}
    </p>
  );
}
