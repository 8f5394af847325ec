import { Modal } from '@mantine/core';
import { TextDiff } from './TextDiff.tsx';

interface Side {
  readonly label: string;
  readonly text: string;
}

interface Props {
  readonly title: string;
  readonly before: Side;
  readonly after: Side;
  readonly onClose: () => void;
}

/** Two texts beside each other, over everything else. */
export const CompareTextsDialog = ({ title, before, after, onClose }: Props) => (
  <Modal opened onClose={onClose} size="90%" title={title}>
    <div className="compare-dialog">
      <TextDiff before={before} after={after} />
    </div>
  </Modal>
);
