import { Loader } from '@mantine/core';

/** Something is on its way and will take a moment. */
export const Waiting = ({ what }: { readonly what: string }) => (
  <div className="empty" role="status">
    <Loader size="sm" />
    <p>{what}…</p>
  </div>
);
