type Options = Readonly<Record<string, readonly string[]>>;

const digits: Options = {
  minimumFractionDigits: ['0', '1', '2'],
  maximumFractionDigits: ['0', '1', '2'],
  minimumIntegerDigits: ['1', '2', '3'],
  useGrouping: ['auto', 'always', 'never', 'min2'],
  signDisplay: ['auto', 'always', 'exceptZero', 'negative', 'never'],
};

const selecting: Options = { select: ['plural', 'ordinal', 'exact'] };

const moment: Options = { style: ['short', 'medium', 'long', 'full'] };

const functionOptions: Readonly<Record<string, Options>> = {
  number: { ...selecting, ...digits },
  integer: { ...selecting, minimumIntegerDigits: ['1', '2', '3'], useGrouping: digits['useGrouping'] ?? [] },
  percent: digits,
  currency: {
    currency: ['EUR', 'USD', 'GBP', 'CHF', 'JPY'],
    currencyDisplay: ['symbol', 'narrowSymbol', 'code', 'name'],
  },
  offset: { add: ['1'], subtract: ['1'] },
  date: moment,
  time: moment,
  datetime: moment,
};

/** Options of a function, each with values it is often given. */
export const optionsOf = (name: string): Options =>
  Object.hasOwn(functionOptions, name) ? (functionOptions[name] ?? {}) : {};
