import { Modal } from '@mantine/core';
import { useDispatch } from '../state/StudioContext.tsx';
import { Keys } from '../ui/Keys.tsx';
import { reviewKeys } from '../visual/review-keys.ts';
import { commands } from './commands.ts';

const groups = ['Go', 'Document', 'View', 'Tests', 'Help'] as const;

/** All keys there are. */
export function ShortcutsDialog() {
  const dispatch = useDispatch();
  return (
    <Modal
      opened
      size={720}
      title="Keyboard shortcuts"
      onClose={() => dispatch({ type: 'layout/dialog', dialog: null })}
    >
      <div className="shortcuts">
        {groups.map((group) => (
          <ShortcutGroup
            key={group}
            title={group}
            entries={commands.filter((command) => command.group === group && command.keys)}
          />
        ))}
        <ShortcutGroup title="Looking at pictures" entries={reviewKeys} />
      </div>
    </Modal>
  );
}

interface GroupProps {
  readonly title: string;
  readonly entries: readonly { readonly title: string; readonly keys?: string }[];
}

const ShortcutGroup = ({ title, entries }: GroupProps) => (
  <section className="shortcut-group">
    <h3>{title}</h3>
    <dl>
      {entries.map(({ title: name, keys }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{keys && <Keys keys={keys} />}</dd>
        </div>
      ))}
    </dl>
  </section>
);
