import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Alert rules as the operator of Prometheus takes them: the same as in `deploy/observability/alerts.yaml`. */
export function prometheusRule(): string {
  const { groups } = parse(readFileSync(join(import.meta.dirname, '../observability/alerts.yaml'), 'utf8'));
  const rule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'studio', labels: { release: 'prometheus' } },
    spec: { groups },
  };
  return `# Written by "node deploy/kubernetes/make-rules.ts" from deploy/observability/alerts.yaml. Change that.\n${stringify(rule, { lineWidth: 0 })}`;
}

export const ruleFile = join(import.meta.dirname, 'base/shared/alerts.yaml');

if (import.meta.main) writeFileSync(ruleFile, prometheusRule());
