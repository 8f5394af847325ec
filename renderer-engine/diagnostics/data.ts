import { diagnostic } from './define.ts';

/** UI5xxx: data, forms, bindings, actions, fixtures. */
export const dataDiagnostics = {
  UI5001: diagnostic<{ source: string; nearest: string | null }>({
    name: 'data/unknown-source',
    severity: 'error',
    message: ({ source, nearest }) =>
      `The host offers no data source "${source}".${nearest ? ` Did you mean "${nearest}"?` : ' Add it to sources.manifest.json.'}`,
  }),
  UI5002: diagnostic<{ owner: string; problem: string }>({
    name: 'data/arguments',
    severity: 'error',
    message: ({ owner, problem }) => `The arguments of "${owner}" do not fit: ${problem}.`,
  }),
  UI5003: diagnostic<{ component: string; prop: string }>({
    name: 'data/required-null',
    severity: 'error',
    message: ({ component, prop }) => `"${component}" needs a value for "${prop}" and got none, so it is not shown.`,
  }),
  UI5004: diagnostic<{ bind: string; owner: string; nearest: string | null }>({
    name: 'form/bind-unknown',
    severity: 'error',
    message: ({ bind, owner, nearest }) =>
      `${owner} has no field "${bind}".${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI5005: diagnostic<{ component: string; bind: string; expected: string; found: string }>({
    name: 'form/type-clash',
    severity: 'error',
    message: ({ component, bind, expected, found }) =>
      `${component} edits ${expected}, but the field "${bind}" holds ${found}.`,
  }),
  UI5006: diagnostic<{ component: string; problem: string }>({
    name: 'form/unbound',
    severity: 'error',
    message: ({ component, problem }) => `${component} ${problem}.`,
  }),
  UI5007: diagnostic<{ data: string }>({
    name: 'data/lazy-outside',
    severity: 'error',
    message: ({ data }) => `"data.${data}" loads lazily, so it can only be read inside a node with "lazy".`,
  }),
  UI5008: diagnostic<{ problem: string }>({
    name: 'data/loop-key',
    severity: 'warning',
    message: ({ problem }) =>
      `In this loop ${problem}. Its position is used instead; give every item a key of its own.`,
  }),
  UI5009: diagnostic<{ field: string }>({
    name: 'form/required-may-hide',
    severity: 'warning',
    message: ({ field }) =>
      `"${field}" is required, but its input may be hidden, and then the form cannot be sent. Make it optional, or set "keep".`,
  }),
  UI5010: diagnostic<{ fixture: string; problem: string }>({
    name: 'tests/fixture',
    severity: 'error',
    message: ({ fixture, problem }) => `The fixture "${fixture}" ${problem}.`,
  }),
  UI5011: diagnostic<{ problem: string }>({
    name: 'tests/reference',
    severity: 'error',
    message: ({ problem }) => problem,
  }),
  UI5012: diagnostic<{ form: string; nearest: string | null }>({
    name: 'form/unknown',
    severity: 'error',
    message: ({ form, nearest }) =>
      `This page has no form "${form}".${nearest ? ` Did you mean "${nearest}"?` : ' Add it under "forms".'}`,
  }),
  UI5013: diagnostic<{ source: string; what: string; kind: string }>({
    name: 'data/result-mismatch',
    severity: 'error',
    message: ({ source, what, kind }) =>
      kind === 'narrowed'
        ? `"${source}" may answer values of ${what} that this schema refuses. Widen it to what the source promises.`
        : `"${source}" does not promise ${what}, and this schema requires it. Make it optional.`,
  }),
  UI5101: diagnostic<{ call: string; what?: 'check'; nearest: string | null }>({
    name: 'action/unknown-call',
    severity: 'error',
    message: ({ call, what = 'call', nearest }) =>
      `The host offers no ${what} "${call}".${nearest ? ` Did you mean "${nearest}"?` : ' Add it to calls.manifest.json.'}`,
  }),
  UI5102: diagnostic<{ target: string; nearest: string | null; loops?: number }>({
    name: 'action/unknown-target',
    severity: 'error',
    message: ({ target, nearest, loops = 0 }) => {
      if (loops > 0) {
        const keys = loops === 1 ? 'a "key" that says which item' : `"key": a list of ${loops} keys, outer first`;
        return `"${target}" stands in ${loops === 1 ? 'a loop' : 'loops'} of its own, so there are many of it: give ${keys}.`;
      }
      return `There is no node "${target}".${nearest ? ` Did you mean "${nearest}"?` : ''}`;
    },
  }),
  UI5103: diagnostic<{ page: string; nearest: string | null }>({
    name: 'action/unknown-page',
    severity: 'warning',
    message: ({ page, nearest }) =>
      `No page "${page}" is known here, so this link leads nowhere.${nearest ? ` Did you mean "${nearest}"?` : ''}`,
  }),
  UI5104: diagnostic({
    name: 'action/second-server-action',
    severity: 'error',
    message: () =>
      'A node has at most one request, refresh, navigate, submit or download, and it comes last. Put the other one on a node around it.',
  }),
  UI5105: diagnostic<{ call: string }>({
    name: 'action/not-safe',
    severity: 'error',
    message: ({ call }) => `"${call}" changes something, so it cannot be a download. Use "request".`,
  }),
  UI5201: diagnostic<{ route: string; other: string; otherRoute: string }>({
    name: 'route/conflict',
    severity: 'error',
    message: ({ route, other, otherRoute }) =>
      `The route "${route}" cannot be told apart from "${otherRoute}" of "${other}". Change one of them.`,
  }),
  UI5202: diagnostic<{ param: string }>({
    name: 'route/param-name',
    severity: 'error',
    message: ({ param }) =>
      `The param "${param}" cannot be bound to an input: browsers use that name on forms themselves.`,
  }),
  UI5203: diagnostic<{ param: string; missing: readonly string[] }>({
    name: 'route/sort-values',
    severity: 'error',
    message: ({ param, missing }) =>
      `The param "${param}" must also allow ${missing.map((value) => `"${value}"`).join(', ')}, so that these columns can be sorted.`,
  }),
  UI5204: diagnostic<{ problem: string }>({
    name: 'route/invalid',
    severity: 'error',
    message: ({ problem }) => `${problem}.`,
  }),
};
