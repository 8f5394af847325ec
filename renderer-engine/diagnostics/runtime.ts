import type { ProblemParams } from '../expressions/problem.ts';
import { diagnostic } from './define.ts';

/** A finding of `security/rules.ts`. */
export interface RiskParams {
  readonly rule: string;
  readonly description: string;
  readonly found: string;
}

/** UI9xxx: limits, rendering, security. */
export const runtimeDiagnostics = {
  UI9001: diagnostic<{ limit: string; value: number | string; most: number | string }>({
    name: 'limit/exceeded',
    severity: 'error',
    message: ({ limit, value, most }) =>
      typeof value === 'number'
        ? `Too much: ${limit} is ${value}, the limit is ${most}.`
        : `Too much: ${limit} is ${value}.`,
  }),
  UI9002: diagnostic<{ type: string; limit: 'bytes' | 'nodes' | 'milliseconds'; value: number; most: number }>({
    name: 'limit/component',
    severity: 'error',
    message: ({ type, limit, value, most }) =>
      `"${type}" is too much here: ${value.toLocaleString('en')} ${limit}, its limit is ${most.toLocaleString('en')}. Show less in it.`,
  }),
  UI9003: diagnostic<{ most: number }>({
    name: 'limit/problems',
    severity: 'info',
    message: ({ most }) =>
      `There are more problems than the ${most} that are listed; what comes from here on is left out. Solve these first.`,
  }),
  UI9101: diagnostic<ProblemParams['UI9101']>({
    name: 'limit/expression-steps',
    severity: 'error',
    message: ({ limit, value }) =>
      `This expression goes over its limit of ${value} (${limit}), so it gives null. Let it work on less.`,
  }),
  UI9201: diagnostic<{ data: string; status: string }>({
    name: 'data/source-failed',
    severity: 'error',
    message: ({ data, status }) => `The data "${data}" could not be loaded (${status}).`,
  }),
  UI9202: diagnostic<{ data: string; problem: string }>({
    name: 'data/answer-invalid',
    severity: 'error',
    message: ({ data, problem }) => `"${data}" does not fit its schema: ${problem}.`,
  }),
  UI9203: diagnostic<{ component: string; problem: string }>({
    name: 'component/failed',
    severity: 'error',
    message: ({ component, problem }) =>
      `The code behind "${component}" failed, so an error stands in its place: ${problem}`,
  }),
  UI9301: diagnostic<{ url: string; reason: string }>({
    name: 'security/url-blocked',
    severity: 'error',
    message: ({ url, reason }) => `The address "${url}" is blocked: ${reason}.`,
  }),
  UI9302: diagnostic<RiskParams>({
    name: 'security/high-risk',
    severity: 'error',
    message: ({ rule, description, found }) =>
      `High risk (${rule}): this holds ${description}: "${found}". Remove it; a page with it is not published.`,
  }),
  UI9303: diagnostic<RiskParams>({
    name: 'security/medium-risk',
    severity: 'warning',
    message: ({ rule, description, found }) =>
      `Medium risk (${rule}): this holds ${description}: "${found}". Check whether it belongs here.`,
  }),
  UI9304: diagnostic<RiskParams>({
    name: 'security/low-risk',
    severity: 'info',
    message: ({ rule, description, found }) =>
      `Low risk (${rule}): this holds ${description}: "${found}". It is shown as text and does nothing.`,
  }),
  UI9401: diagnostic<{ compiled: string; rendering: string }>({
    name: 'environment/differs',
    severity: 'warning',
    message: ({ compiled, rendering }) =>
      `Compiled with language data ${compiled}, rendered with ${rendering}; dates, numbers and order may differ.`,
  }),
};
