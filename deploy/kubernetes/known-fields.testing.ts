import { join } from 'node:path';
import ts from 'typescript';
import type { Manifest } from './built.testing.ts';

/**
 * What the types of Kubernetes do not know or do not take: a field with a slip of the pen is ignored by a cluster, and
 * by the schemas of its kinds as well. One sentence each.
 */
export function unknownFields(manifests: readonly Manifest[]): readonly string[] {
  const file = join(import.meta.dirname, 'manifests.generated.ts');
  const lines = manifests.map((manifest, at) => {
    const group = manifest.apiVersion.replace(/^(apps|batch|autoscaling|policy)\//, '$1/');
    return `import type { I${manifest.kind} as Kind${at} } from 'kubernetes-models/${group}/${manifest.kind}';\nexport const object${at}: Kind${at} = ${JSON.stringify(manifest)};`;
  });
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const source = ts.createSourceFile(file, lines.join('\n'), ts.ScriptTarget.ES2023, true);
  host.getSourceFile = (name, ...rest) => (name === file ? source : getSourceFile.call(host, name, ...rest));
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  const program = ts.createProgram([file], options, host);
  return program
    .getSemanticDiagnostics(source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
