import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import type { DocumentEntry } from '#contract';
import type { Diagnostic, Range } from '#engine';
import { previewOf } from '../preview/preview-state.ts';
import { documentName } from '../shell/document-groups.ts';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { countProblems, describeCounts, fileOf, inOrder } from './problems.ts';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const tones = { error: 'danger', warning: 'warning', info: 'info' } as const;
/** Rows shown; more would only slow the list down, and the first ones are what to mend first. */
const most = 300;
const none: readonly DocumentEntry[] = [];
const start: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** What the engine has to say about the active document. A click goes to the place. */
export function ProblemsPanel() {
  const dispatch = useDispatch();
  const path = useStudio(({ documents }) => documents.active);
  const { diagnostics } = useStudio(({ preview }) => previewOf(preview, path));
  const problems = inOrder(diagnostics);

  return (
    <section className="panel" aria-label="Problems" data-region="problems">
      <header className="panel-header">
        <h2>Problems</h2>
        <span className="dim" role="status">
          {describeCounts(countProblems(diagnostics))}
        </span>
        <IconAction
          icon={X}
          label="Hide problems"
          keys="mod+shift+M"
          onClick={() => dispatch({ type: 'layout/show', part: 'problems', open: false })}
        />
      </header>
      <div className="panel-body">
        {path !== null && problems.length > 0 ? (
          <ul aria-label="Problems in this document">
            {problems.slice(0, most).map((problem) => (
              <Problem key={`${problem.code} ${problem.pointer} ${problem.message}`} path={path} problem={problem} />
            ))}
            {problems.length > most && (
              <li className="problems-more dim">{problems.length - most} more: mend these first.</li>
            )}
          </ul>
        ) : (
          <p className="problems-none dim">
            <CircleCheck size={16} aria-hidden />
            {path === null ? 'Problems of the open document are listed here.' : 'No problems in this document.'}
          </p>
        )}
      </div>
    </section>
  );
}

function Problem({ path, problem }: { readonly path: string; readonly problem: Diagnostic }) {
  const { editing } = useDesk();
  const documents = useStudio(({ project }) => project.project?.documents ?? none);
  const file = fileOf(problem, path, documents);
  const Icon = icons[problem.severity];
  const { range } = problem;
  return (
    <li>
      <button type="button" className="row problem" onClick={() => void editing.reveal(file, range ?? start)}>
        <span className="problem-icon" data-tone={tones[problem.severity]}>
          <Icon size={16} role="img" aria-label={problem.severity} />
        </span>
        <span className="row-label">
          {problem.message} {problem.hint && <span className="dim">{problem.hint}</span>}
        </span>
        <span className="dim code">{problem.code}</span>
        <span className="dim number problem-place">
          {file !== path && `${documentName(file)} `}
          {range && `${range.start.line}:${range.start.column}`}
        </span>
      </button>
    </li>
  );
}
