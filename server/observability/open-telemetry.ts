import { type Context, type Span as OtelSpan, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { ATTR_SERVICE_INSTANCE_ID, ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import type { TraceSettings } from '../config-observability.ts';
import { type CurrentRequest, currentRequest, within } from './current-request.ts';
import { type Begun, ending, type Resumed, type Span, type SpanAttributes, type Tracing } from './tracing.ts';

/** Spans for a collector that speaks OTLP over HTTP. What it does not take in time is dropped, never waited for. */
export function openTelemetry({ url, share, healthShare, service }: TraceSettings): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: service.name,
      [ATTR_SERVICE_VERSION]: service.version,
      [ATTR_SERVICE_INSTANCE_ID]: service.instance,
      'deployment.environment.name': service.environment,
      ...(service.region && { 'cloud.region': service.region }),
    }),
    sampler: new ParentBasedSampler({ root: byRoute(share, healthShare) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url, timeoutMillis: 10_000 }),
        scheduledDelayMillis: 1_000,
      }),
    ],
  });
  const tracer = provider.getTracer(service.name, service.version);

  function begin(parent: Context, correlation: string, name: string, attributes: SpanAttributes): Begun {
    const made = tracer.startSpan(
      name,
      { attributes: { ...attributes, ...(correlation && { 'correlation.id': correlation }) } },
      parent,
    );
    const context = trace.setSpan(parent, made);
    const request: CurrentRequest = { correlation, traceparent: traceparentOf(made), span: context };
    return { request, span: spanOf(made), end: () => made.end() };
  }

  function around<Value>({ request, span, end }: Begun, run: (span: Span) => Value): Value {
    return within(request, () =>
      ending(
        () => run(span),
        (error) => {
          if (error !== undefined) span.fail(error instanceof Error ? error.message : String(error));
          end();
        },
      ),
    );
  }

  return {
    span(name, attributes, run) {
      const { correlation, span } = currentRequest();
      return around(begin((span as Context | null) ?? ROOT_CONTEXT, correlation, name, attributes), run);
    },
    resume: (from, name, attributes, run) => around(begin(contextOf(from), from.correlation, name, attributes), run),
    begin: (from, name, attributes) => begin(contextOf(from), from.correlation, name, attributes),
    async close() {
      // A collector that is away does not keep the server from stopping.
      const patience = new Promise((resolve) => setTimeout(resolve, 2_000).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), patience]);
    },
  };
}

const spanOf = (made: OtelSpan): Span => ({
  set: (attributes) => void made.setAttributes({ ...attributes }),
  fail: (message) => void made.setStatus({ code: SpanStatusCode.ERROR, message }).setAttribute('error', message),
});

/** Health checks come all day long and tell little. */
function byRoute(share: number, healthShare: number): Sampler {
  const [all, health] = [new TraceIdRatioBasedSampler(share), new TraceIdRatioBasedSampler(healthShare)];
  return {
    shouldSample(context, traceId, _name, _kind, attributes) {
      const route = String(attributes['http.route'] ?? '');
      const sampler = /^\/(?:health|metrics)(?:\/|$)/.test(route) ? health : all;
      return sampler.shouldSample(context, traceId);
    },
    toString: () => `ByRoute{${share},${healthShare}}`,
  };
}

/** Version 00 of W3C Trace Context. */
const traceparentOf = (made: OtelSpan): string => {
  const { traceId, spanId, traceFlags } = made.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

const traceparentShape = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf({ traceparent }: Resumed): Context {
  const [, traceId, spanId, flags] = traceparentShape.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
  });
}
