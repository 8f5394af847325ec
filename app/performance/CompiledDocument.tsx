import { useEffect, useState } from 'react';
import type { CompiledResult, Failure } from '#contract';
import { activeTab } from '../editor/documents.ts';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Time } from '../ui/Time.tsx';
import { milliseconds, whole } from './numbers.ts';

/** What came of the document in hand: its hash and what it took, what its nodes are made of, and it flattened (E11). */
export function CompiledDocument({ at }: { readonly at: string }) {
  const path = useStudio(({ documents }) => activeTab(documents)?.path ?? null);
  const { record, failure } = useRecord(path, at);
  if (path === null) return null;
  return (
    <section aria-label="Compiled document">
      <h3>
        Compiled document <span className="code dim">{path}</span>
      </h3>
      {failure && <FailureNotice failure={failure} />}
      {record && <Result record={record} />}
    </section>
  );
}

function Result({ record }: { readonly record: CompiledResult }) {
  const { hash, accesses, lastAccess, flattened, dependencies, rules } = record;
  const perForm = Object.entries(rules).map(
    ([form, { rules: own }]) =>
      `${form}: ${own.map(({ id, layer }) => `${id} (layer ${layer})`).join(', ') || 'schema'}`,
  );
  return (
    <>
      <dl className="performance-facts">
        <dt>Hash</dt>
        <dd className="code">{hash ?? 'none: nothing can be rendered'}</dd>
        <dt>Compiled in</dt>
        <dd>{milliseconds(record.milliseconds)}</dd>
        <dt>Asked for</dt>
        <dd>
          {accesses === 1 ? 'once' : `${whole(accesses)} times`}, last <Time at={lastAccess} />
        </dd>
        <dt>Made of</dt>
        <dd>{counted(record.components).join(', ')}</dd>
        <dt>Depends on</dt>
        <dd>{dependencies.map(({ id, version }) => `${id} ${version}`).join(', ') || 'no other document'}</dd>
        <dt>Rules</dt>
        <dd>{perForm.join('; ') || 'no form'}</dd>
      </dl>
      {flattened && (
        <details className="performance-flattened">
          <summary>Flattened document</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard too. */}
          <pre className="code" tabIndex={0}>
            {JSON.stringify(flattened, null, 2)}
          </pre>
        </details>
      )}
    </>
  );
}

/** `Text 1.0.0 × 3`, in the order they first appear. */
function counted(components: CompiledResult['components']): readonly string[] {
  const counts = new Map<string, number>();
  for (const { component, version } of components) {
    const name = `${component} ${version}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} × ${count}`));
}

interface Shown {
  readonly record: CompiledResult | null;
  readonly failure: Failure | null;
}

/** `at` changes with each look at the engine: the record is asked for with it. */
function useRecord(path: string | null, at: string): Shown {
  const { host, editing } = useDesk();
  const [shown, setShown] = useState<Shown & { readonly path: string | null }>({ path, record: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new look asks again.
  useEffect(() => {
    const text = path === null ? null : editing.textOf(path);
    if (path === null || text === null) return;
    let current = true;
    void host.call('engine.record', { path, text }).then((reply) => {
      if (!current) return;
      setShown(
        reply.ok ? { path, record: reply.value, failure: null } : { path, record: null, failure: reply.failure },
      );
    });
    return () => {
      current = false;
    };
  }, [host, editing, path, at]);
  return shown.path === path ? shown : { record: null, failure: null };
}
