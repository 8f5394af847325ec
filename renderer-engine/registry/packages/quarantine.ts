import { hashText } from '../../document/canonical.ts';
import type { Json } from '../../document/types.ts';
import { defaultLimits } from '../../limits.ts';
import { type SecurityFinding, securityFindings } from '../../security/findings.ts';
import { parse } from '../../stages/1-parse/parse.ts';
import type { ComponentPackage } from './package.ts';

/** A package that came with something of high risk (S2): it is kept out until a person has looked at it. */
export interface QuarantinedPackage {
  readonly package: string;
  readonly version: string;
  /** Of its texts: what is released is these texts, not whatever the package holds later. */
  readonly hash: string;
  readonly findings: readonly PackageFinding[];
}

export interface PackageFinding extends Pick<SecurityFinding, 'pointer' | 'rule' | 'description' | 'found'> {
  readonly file: string;
  /** Counted from 1; null when the text has no such place. */
  readonly line: number | null;
}

/** Null when nothing in it is of high risk. */
export function quarantineOf({ manifest, documents }: ComponentPackage): QuarantinedPackage | null {
  const findings = documents.flatMap(({ path, text }): readonly PackageFinding[] => {
    const { document, locator } = parse(text, path, defaultLimits);
    return securityFindings(document as unknown as Json)
      .filter(({ risk }) => risk === 'high')
      .map(({ pointer, rule, description, found }) => {
        const line = locator.range(pointer)?.start.line ?? null;
        return { file: path, line, pointer, rule, description, found };
      });
  });
  if (findings.length === 0) return null;
  const hash = hashText(documents.map(({ path, text }) => `${path}\n${text}`).join('\n'));
  return { package: manifest.name, version: manifest.version, hash, findings };
}

/** As the end of "… cannot be loaded: ". */
export function quarantineSentence({ findings: [first, ...others] }: QuarantinedPackage): string {
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  const what = first ? `${first.file} holds ${first.description} ("${first.found}" at ${first.pointer})${more}` : '';
  return `it is in quarantine, because ${what}. Take that out, or look at it under Components and release it`;
}
