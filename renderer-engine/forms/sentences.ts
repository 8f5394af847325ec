import type { SchemaProblem } from './schema-checks.ts';

/** A schema problem in a person's words, for beside a field. */
export function sentenceFor({ keyword, message }: SchemaProblem): string {
  switch (keyword) {
    case 'required':
    case 'minLength':
      return keyword === 'required' ? 'Please fill in this field.' : `Please enter a longer text (it ${message}).`;
    case 'format':
    case 'pattern':
      return 'Please enter this in the expected form.';
    case 'enum':
    case 'const':
      return 'Please choose one of the listed values.';
    case 'type':
      return 'Please enter a value of the right kind.';
    default:
      return `Please check this field: it ${message}.`;
  }
}
