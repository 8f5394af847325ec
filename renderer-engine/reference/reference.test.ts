import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { functionGroups } from '../expressions/functions/catalog.ts';
import { binaryOperators } from '../expressions/operators.ts';
import { componentPage } from './component-page.ts';
import { operatorRows } from './expressions-page.ts';
import { evaluateExample, functionExamples } from './function-examples.ts';
import { propsForm } from './props-form.ts';

describe('the reference (E1)', () => {
  const functions = Object.values(functionGroups).flatMap((group) => Object.keys(group));

  it.each(functions)('shows %s by an example that gives a value', (name) => {
    expect(functionExamples[name]).toContain(name);
    expect(evaluateExample(functionExamples[name]!)).not.toBeNull();
  });

  it('has no example of a function that is gone', () => {
    expect(Object.keys(functionExamples).filter((name) => !functions.includes(name))).toEqual([]);
  });

  it('shows every operator by an example', () => {
    const shown = operatorRows.map(([operator]) => operator);
    expect(shown).toEqual(expect.arrayContaining([...Object.keys(binaryOperators), '&&', '||', '??', '!']));
    for (const [operator, , example] of operatorRows) {
      if (/^[^a-z]+$|^in$/.test(operator)) expect(example).toContain(operator);
      expect(evaluateExample(example)).not.toBeNull();
    }
  });

  it.each([...catalog.values()])('says every prop and slot of $type', (component) => {
    const page = componentPage(component);
    for (const name of [...Object.keys(component.props), ...Object.keys(component.slots)]) {
      expect(page).toContain(`| \`${name}\` |`);
    }
  });

  it.each([...catalog.values()])('shows how $type looks as HTML, wherever it can stand alone', (component) => {
    const aloneImpossible = ['Page', 'Slot', 'Include'].includes(component.type);
    if (!aloneImpossible) expect(componentPage(component)).toContain('```html');
  });
});

describe('propsForm (E1)', () => {
  it('has a field for every prop, required ones first', () => {
    for (const component of catalog.values()) {
      const fields = propsForm(component);
      expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(component.props).sort());
      const firstOptional = fields.findIndex(({ required }) => !required);
      expect(fields.slice(firstOptional === -1 ? fields.length : firstOptional).some(({ required }) => required)).toBe(
        false,
      );
    }
  });

  it('names, groups and controls fields as the schema hints', () => {
    const fields = propsForm(catalog.get('Button')!);
    expect(fields[0]).toMatchObject({ name: 'text', label: 'Text', control: 'text', required: true, dynamic: true });
    const named = (name: string) => fields.find((field) => field.name === name);
    expect(named('iconPosition')).toMatchObject({ label: 'Icon position', control: 'select', dynamic: false });
    expect(named('variant')).toMatchObject({ control: 'segmented', group: 'Appearance', axis: true });
    expect(named('variant')?.choices).toContain('ghost');
    expect(named('full')).toMatchObject({ responsive: true, choices: [true, false] });
    expect(named('disabled')).toMatchObject({ control: 'switch' });
  });
});
