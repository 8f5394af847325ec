import { useEffect, useRef } from 'react';
import { heavyReason } from '../editor/heavy.ts';
import { monaco, textOptions } from '../editor/monaco.ts';
import { useAppearance } from '../ui/use-appearance.ts';

interface Side {
  readonly label: string;
  readonly text: string;
}

interface Props {
  readonly before: Side;
  readonly after: Side;
  /** One column instead of two. */
  readonly inline?: boolean;
}

/** Two texts and what changed between them; unchanged stretches are folded away. */
export function TextDiff({ before, after, inline = false }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneDiffEditor>(null);
  const appearance = useAppearance();

  useEffect(() => {
    if (!place.current) return;
    const language = heavyReason(before.text) || heavyReason(after.text) ? 'plaintext' : 'json';
    const original = monaco.editor.createModel(before.text, language);
    const modified = monaco.editor.createModel(after.text, language);
    const created = monaco.editor.createDiffEditor(place.current, diffOptions);
    created.setModel({ original, modified });
    editor.current = created;
    return () => {
      editor.current = null;
      created.dispose();
      original.dispose();
      modified.dispose();
    };
  }, [before.text, after.text]);

  // Depends on the texts too: a new text makes a new editor.
  useEffect(() => {
    editor.current?.updateOptions({ renderSideBySide: !inline });
    editor.current?.getOriginalEditor().updateOptions({ ariaLabel: before.label });
    editor.current?.getModifiedEditor().updateOptions({ ariaLabel: after.label });
  }, [inline, before, after]);

  useEffect(() => monaco.editor.setTheme(`studio-${appearance}`), [appearance]);

  return (
    <div className="text-diff">
      <div className="text-diff-labels">
        <span className="truncate">{before.label}</span>
        <span className="truncate">{after.label}</span>
      </div>
      <div ref={place} className="fill" />
    </div>
  );
}

const diffOptions: monaco.editor.IStandaloneDiffEditorConstructionOptions = {
  ...textOptions,
  readOnly: true,
  renderSideBySideInlineBreakpoint: 600,
  hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 4 },
  renderOverviewRuler: false,
  maxComputationTime: 4000,
  maxFileSize: 10,
};
