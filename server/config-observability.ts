import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { flag, integer, type Reading, text } from './environment.ts';
import type { LogFileSettings } from './observability/log-file.ts';
import { version } from './version.ts';

/** How others may watch the server. Durations are milliseconds. */
export interface ObservabilitySettings {
  readonly metrics: {
    /** Begins the names of metrics, without the underscore behind it. */
    readonly prefix: string;
    /** Whoever asks from this machine needs no token. */
    readonly loopback: boolean;
    /** A port of their own, where nobody needs a token; null: only the server's. */
    readonly port: number | null;
    /** The address of that port. */
    readonly host: string;
  };
  /** What takes longer is counted as slow. */
  readonly agreed: { readonly publish: number; readonly submit: number; readonly render: number };
  /** Null: log lines go to standard output. */
  readonly logFile: LogFileSettings | null;
  /** Null: nobody collects traces, and nothing of it is loaded. */
  readonly traces: TraceSettings | null;
}

export interface TraceSettings {
  /** Where spans go: the collector's OTLP address over HTTP, with its path. */
  readonly url: string;
  /** Shares, 0 to 1, of what begins here: requests, and those of health checks. */
  readonly share: number;
  readonly healthShare: number;
  readonly service: {
    readonly name: string;
    readonly version: string;
    readonly environment: string;
    readonly region: string;
    readonly instance: string;
  };
}

type Read = <Value>(reading: Reading<Value>, name: string) => Value;
type Environment = Readonly<Record<string, string | undefined>>;

export function readObservability(
  environment: Environment,
  read: Read,
  tell: (problem: string) => void,
): ObservabilitySettings {
  return {
    metrics: {
      prefix: read(metricName, 'METRICS_PREFIX'),
      loopback: read(flag(false), 'METRICS_LOOPBACK'),
      port: environment['METRICS_PORT'] ? read(integer(9090, 0, 65_535), 'METRICS_PORT') : null,
      host: read(text(environment['HOST'] || '127.0.0.1'), 'METRICS_HOST'),
    },
    agreed: {
      publish: read(integer(5_000, 1, 600_000), 'SLOW_PUBLISH_MILLISECONDS'),
      submit: read(integer(1_000, 1, 600_000), 'SLOW_SUBMIT_MILLISECONDS'),
      render: read(integer(50, 1, 600_000), 'SLOW_RENDER_MILLISECONDS'),
    },
    logFile: readLogFile(environment, read),
    traces: readTraces(environment, read, tell),
  };
}

const metricName: Reading<string> = (value, name, tell) => {
  if (!value) return 'schema_studio';
  if (/^[a-zA-Z][a-zA-Z0-9_]{0,63}$/.test(value)) return value.replace(/_+$/, '');
  tell(`${name} "${value}" must be letters, digits and "_", beginning with a letter.`);
  return 'schema_studio';
};

function readLogFile(environment: Environment, read: Read): LogFileSettings | null {
  const megabytes = read(integer(100, 1, 10_000), 'LOG_FILE_MEGABYTES');
  const days = read(integer(30, 1, 3_650), 'LOG_FILE_DAYS');
  const most = read(integer(10, 1, 1_000), 'LOG_FILES_KEPT');
  const file = environment['LOG_FILE'];
  return file ? { file: resolve(file), megabytes, days, most } : null;
}

function readTraces(environment: Environment, read: Read, tell: (problem: string) => void): TraceSettings | null {
  const share = read(integer(10, 0, 100), 'TRACE_PERCENT') / 100;
  const healthShare = read(integer(1, 0, 100), 'TRACE_HEALTH_PERCENT') / 100;
  const service = {
    name: read(text('schema-studio-server'), 'OTEL_SERVICE_NAME'),
    version,
    environment: read(text('production'), 'DEPLOYMENT_ENVIRONMENT'),
    region: read(text(''), 'REGION'),
    instance: read(text(hostname()), 'INSTANCE'),
  };
  const endpoint = environment['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!endpoint) return null;
  const url = URL.parse(endpoint);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    tell(`OTEL_EXPORTER_OTLP_ENDPOINT "${endpoint}" must be an address like http://collector.example.com:4318.`);
    return null;
  }
  return { url: `${url.href.replace(/\/+$/, '')}/v1/traces`, share, healthShare, service };
}
