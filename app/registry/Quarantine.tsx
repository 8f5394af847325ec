import { Button } from '@mantine/core';
import type { RegistryStatus } from '#engine';
import { useDesk } from '../state/StudioContext.tsx';
import { Notice } from '../ui/Notice.tsx';
import { releasePackage } from './registry-actions.ts';

/** Packages that are kept out for what they hold, and what a person can do about it. */
export function Quarantine({ status: { packages } }: { readonly status: RegistryStatus }) {
  const desk = useDesk();
  if (packages.quarantined.length === 0) return null;
  return (
    <section aria-label="Quarantine" className="components-quarantine">
      {packages.quarantined.map(({ package: name, version, hash, findings }) => (
        <Notice
          key={name}
          tone="danger"
          actions={
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void releasePackage(desk, { package: name, hash })}
            >
              Release this package
            </Button>
          }
        >
          <strong>
            {name} {version}
          </strong>{' '}
          is in quarantine and not loaded. Take what was found out of the package, or release it if you know that it
          belongs there: your name goes into the log, and pages with it still cannot be published.
          <ul>
            {findings.map(({ file, line, pointer, description, found }) => (
              <li key={`${file} ${pointer}`}>
                <span className="code">
                  {file}
                  {line !== null && `:${line}`}
                </span>{' '}
                holds {description}: <span className="code">{found}</span>
              </li>
            ))}
          </ul>
        </Notice>
      ))}
    </section>
  );
}
