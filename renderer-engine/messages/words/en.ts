/**
 * What the engine itself says, in English: MessageFormat 2 by key. The other locales have exactly these keys, with the
 * same arguments.
 */
export const en = {
  // Around the page
  'skip.content': 'Skip to content',
  'link.external': 'leads to another site',
  loading: 'Loading',
  close: 'Close',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  more: 'More',
  actions: 'Actions',
  notifications: 'Notifications',
  'tone.info': 'Information',
  'tone.success': 'Success',
  'tone.warning': 'Warning',
  'tone.danger': 'Error',
  // When something fails
  'failed.node': 'This part of the page could not be shown.',
  'failed.page': 'This page could not be shown.',
  'failed.action': 'That did not work. Please try again.',
  'failed.forbidden': 'You may not do that. Nothing was changed.',
  'failed.reference': 'Reference: {$id}',
  'failed.reload': 'This page has changed. Please load it again.',
  'lazy.show': 'Show this part',
  'lazy.showAll': 'Show the whole page',
  'confirm.title': 'Please confirm',
  'confirm.yes': 'Continue',
  'confirm.no': 'Go back',
  // Navigation
  'nav.pages': 'Pages',
  'nav.trail': 'Breadcrumbs',
  'nav.views': 'Views',
  'nav.site': 'Navigation',
  'nav.open': 'Show navigation',
  'page.previous': 'Previous page',
  'page.next': 'Next page',
  'page.number': 'Page {$page :integer}',
  'page.range': '{$from :integer}–{$to :integer} of {$total :integer}',
  // Data
  'table.choose': 'Choose {$name}',
  'table.details': 'Details of {$name}',
  'table.sorted.ascending': 'sorted ascending',
  'table.sorted.descending': 'sorted descending',
  'table.empty': 'No entries',
  'chart.table': 'Show as a table',
  'trend.up': 'rising',
  'trend.down': 'falling',
  'trend.flat': 'unchanged',
  // Forms
  'form.required': 'required',
  'form.problems':
    '.input {$count :integer}\n.match $count\none {{One entry needs another look}}\n* {{{$count} entries need another look}}',
  'form.none': 'None',
  'form.choose': 'Please choose',
  'form.on': 'On',
  'form.off': 'Off',
  'form.yes': 'Yes',
  'form.no': 'No',
  // Layer 1 of validation, beside a field
  'check.required': 'Please fill in this field.',
  'check.choose': 'Please choose one of the listed values.',
  'check.minLength':
    '.input {$limit :integer}\n.match $limit\none {{Please enter at least one character.}}\n* {{Please enter at least {$limit} characters.}}',
  'check.maxLength':
    '.input {$limit :integer}\n.match $limit\none {{Please enter one character at most.}}\n* {{Please enter {$limit} characters at most.}}',
  'check.minimum': 'Please enter {$limit :number} or more.',
  'check.maximum': 'Please enter {$limit :number} or less.',
  'check.exclusiveMinimum': 'Please enter more than {$limit :number}.',
  'check.exclusiveMaximum': 'Please enter less than {$limit :number}.',
  'check.multipleOf': 'Please enter a multiple of {$step :number}.',
  'check.integer': 'Please enter a whole number.',
  'check.number': 'Please enter a number.',
  'check.email': 'Please enter an e-mail address, like ada@example.com.',
  'check.uri': 'Please enter a web address, like https://example.com.',
  'check.date': 'Please enter a date.',
  'check.time': 'Please enter a time.',
  'check.dateTime': 'Please enter a date and a time.',
  'check.pattern': 'Please enter this in the expected form.',
  'check.type': 'Please enter a value of the right kind.',
  'check.minItems':
    '.input {$limit :integer}\n.match $limit\none {{Please choose at least one entry.}}\n* {{Please choose at least {$limit} entries.}}',
  'check.maxItems':
    '.input {$limit :integer}\n.match $limit\none {{Please choose one entry at most.}}\n* {{Please choose {$limit} entries at most.}}',
  'check.uniqueItems': 'Please choose each entry only once.',
  'check.other': 'Please check this field.',
} as const satisfies Readonly<Record<string, string>>;
