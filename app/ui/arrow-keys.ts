import type { KeyboardEvent } from 'react';

/** Up, Down, Home and End move the focus along the rows of a list; put it on the list's `onKeyDown`. */
export function moveAlongRows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('button.row, summary.row')].filter(
    (row) => row.offsetParent,
  );
  const index = rows.indexOf(document.activeElement as HTMLElement);
  if (index < 0) return;
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
  const row = target === undefined ? undefined : rows[Math.min(Math.max(target, 0), rows.length - 1)];
  if (!row) return;
  event.preventDefault();
  row.focus();
}
