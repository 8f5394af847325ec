import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { RegistryStatus, TypeStatus } from '#engine';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { NumberHeads } from '../ui/NumberHeads.tsx';
import { HealthChip } from './HealthChip.tsx';

interface Props {
  readonly status: RegistryStatus;
  /** Show the engine's own types too. */
  readonly builtIn: boolean;
}

/** A row per type. A click on a file opens it. */
export function ComponentsTable({ status, builtIn }: Props) {
  const types = status.types.filter(({ origin }) => builtIn || origin !== 'core');
  return (
    <table className="components-table">
      <caption className="visually-hidden">Component types</caption>
      <thead>
        <tr>
          {['Component', 'Version', 'From', 'Health'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <NumberHeads names={['Used by', 'Measured', 'Mean', 'Max', 'Failed', 'Size', 'Cache hits']} />
        </tr>
      </thead>
      <tbody>
        {types.map((type) => (
          <TypeRow key={type.name} type={type} />
        ))}
        {types.length === 0 && (
          <tr>
            <td colSpan={11} className="dim">
              This project has no components of its own yet. Save a *.component.json and it appears here.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function TypeRow({ type }: { readonly type: TypeStatus }) {
  const [open, setOpen] = useState(false);
  const { name, version, origin, file, health, metrics, dependents, deprecated } = type;
  const wrong = health.checks.filter(({ state }) => state !== 'healthy');
  return (
    <>
      <tr>
        <th scope="row" className="code">
          {origin === 'core' ? (
            name
          ) : (
            <button type="button" className="components-type" aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
              {name}
            </button>
          )}
          {deprecated && <span className="dim"> deprecated</span>}
        </th>
        <td>{version}</td>
        <td>{file === null ? <span className="dim">{origin}</span> : <FileLink file={file} />}</td>
        <td>
          <HealthChip state={health.state} />
        </td>
        <td className="number">{origin === 'core' ? '' : dependents}</td>
        <td className="number">{metrics?.renders.toLocaleString('en') ?? ''}</td>
        <td className="number">{metrics && metrics.renders > 0 ? `${metrics.mean.toFixed(2)} ms` : ''}</td>
        <td className="number">{metrics && metrics.renders > 0 ? `${metrics.max.toFixed(2)} ms` : ''}</td>
        <td className="number">{metrics?.errors ?? ''}</td>
        <td className="number">{metrics && metrics.renders > 0 ? `${metrics.bytes.toLocaleString('en')} B` : ''}</td>
        <td className="number">{metrics?.cacheHitRate == null ? '' : `${Math.round(metrics.cacheHitRate * 100)} %`}</td>
      </tr>
      {wrong.map(({ name: check, message }) => (
        <tr key={check} className="components-wrong">
          <td colSpan={11}>
            {check}: {message}
          </td>
        </tr>
      ))}
      {open && <Relations type={type} />}
    </>
  );
}

/** Where a type stands among the others, and what it was. */
function Relations({ type: { versions, dependencies, usedBy, health } }: { readonly type: TypeStatus }) {
  return (
    <tr className="components-relations">
      <td colSpan={11}>
        <dl>
          <div>
            <dt>Versions</dt>
            <dd>{versions.join(' → ')}</dd>
          </div>
          <div>
            <dt>Made from</dt>
            <dd>{dependencies.length === 0 ? 'built-in types only' : dependencies.join(', ')}</dd>
          </div>
          <div>
            <dt>Used by</dt>
            <dd className="components-users">
              {usedBy.length === 0 && 'no document yet'}
              {usedBy.map((file) => (
                <FileLink key={file} file={file} />
              ))}
            </dd>
          </div>
          <div>
            <dt>Checks</dt>
            <dd>{health.checks.map(({ name, state, message }) => `${name} ${state}: ${message}`).join(' ')}</dd>
          </div>
        </dl>
      </td>
    </tr>
  );
}

function FileLink({ file }: { readonly file: string }) {
  const { editing, store } = useDesk();
  const isDocument = useStudio(({ project }) => project.project?.documents.some(({ path }) => path === file) ?? false);
  if (!isDocument) return <span className="dim">{file}</span>;
  const open = () => {
    store.dispatch({ type: 'layout/activity', activity: 'schemas' });
    void editing.open(file);
  };
  return (
    <button type="button" className="components-file" onClick={open}>
      {file}
    </button>
  );
}
