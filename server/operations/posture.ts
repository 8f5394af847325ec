import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CommandProblem } from './command-problem.ts';
import { type Ending, runCommand } from './configured.ts';
import { type Finding, reportOf } from './finding.ts';
import { manifestFindings } from './posture-manifests.ts';
import { serverFindings } from './posture-server.ts';

/**
 * `node server/operations/posture.ts [URL] [--manifests FILE] [--json]`: how well a running server is protected, seen
 * from outside, and how well the built manifests of a cluster are. It asks and changes nothing. 0 when nothing is wrong, 1
 * when something is, 2 when it cannot tell.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { manifests: { type: 'string' }, json: { type: 'boolean', default: false } },
});

await runCommand(async (): Promise<Ending> => {
  const [address] = positionals;
  const url = address === undefined ? null : URL.parse(address);
  if (address !== undefined && !(url && /^https?:$/.test(url.protocol)))
    throw new CommandProblem(`"${address}" is no address like https://orders.example.com.`);
  if (!url && !values.manifests)
    throw new CommandProblem(
      'Name the server, the built manifests, or both: posture.ts https://orders.example.com --manifests built.yaml',
    );
  const findings: Finding[] = [];
  if (url) findings.push(...(await serverFindings(url)));
  if (values.manifests) {
    const { parseAllDocuments } = await import('yaml').catch(() => {
      throw new CommandProblem('Manifests are checked in a checkout of the project: "yaml" is not installed here.');
    });
    const objects = parseAllDocuments(readFileSync(values.manifests, 'utf8')).map((document) => document.toJS());
    findings.push(...manifestFindings(objects));
  }
  return reportOf('Posture', findings, values.json);
});
