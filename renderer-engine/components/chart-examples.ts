import type { ComponentExample } from '../document/types.ts';

const days = (amounts: readonly (number | null)[], channel?: string) =>
  amounts.map((amount, at) => ({
    day: `2026-03-${String(at + 1).padStart(2, '0')}`,
    amount,
    ...(channel && { channel }),
  }));

/** One of each kind. */
export const chartExamples: readonly ComponentExample[] = [
  {
    id: 'bar',
    title: 'Bars, stacked by channel',
    props: {
      kind: 'bar',
      title: 'Revenue by day and channel',
      data: [
        ...days([1480, 1920, 1210, 2540, 2310, 990, 760, 1840, 2080, 2490], 'web'),
        ...days([620, 540, 700, 910, 1020, 1490, 1180, 640, 590, 720], 'store'),
      ],
      x: { field: 'day', label: 'Day', type: 'date' },
      y: { field: 'amount', label: 'Revenue', format: 'currency:EUR' },
      series: 'channel',
      stack: true,
    },
  },
  {
    id: 'line',
    title: 'Lines, one with a gap',
    props: {
      kind: 'line',
      title: 'Visitors',
      data: [
        ...days([812, 932, 901, 934, 1290, 1330, 1320, 1190, 1240, 1410], 'this year'),
        ...days([620, 732, 701, null, null, 1090, 1130, 1020, 980, 1100], 'last year'),
      ],
      x: 'day',
      y: 'amount',
      series: 'channel',
    },
  },
  {
    id: 'area',
    title: 'One area',
    props: {
      kind: 'area',
      title: 'Storage used',
      data: days([2.1e9, 2.4e9, 2.9e9, 3.1e9, 3.8e9, 4.2e9, 4.1e9, 5.3e9]),
      x: 'day',
      y: { field: 'amount', format: 'bytes' },
      height: 180,
    },
  },
  {
    id: 'pie',
    title: 'Shares of a whole',
    props: {
      kind: 'pie',
      title: 'Orders by country',
      data: [
        { country: 'Germany', orders: 412 },
        { country: 'France', orders: 268 },
        { country: 'Netherlands', orders: 143 },
        { country: 'Italy', orders: 97 },
        { country: 'Elsewhere', orders: 54 },
      ],
      x: 'country',
      y: 'orders',
      height: 200,
    },
  },
  {
    id: 'scatter',
    title: 'Dots',
    props: {
      kind: 'scatter',
      title: 'Weight and delivery time',
      data: [
        [0.4, 1.2],
        [0.9, 1.1],
        [1.3, 1.9],
        [1.6, 1.4],
        [2.2, 2.3],
        [2.4, 1.8],
        [3.1, 2.9],
        [3.3, 2.2],
        [3.9, 3.4],
        [4.4, 2.6],
        [4.8, 3.9],
        [5.2, 3.1],
        [5.9, 4.4],
        [6.3, 3.6],
        [7.1, 4.9],
      ].map(([weight = 0, days = 0]) => ({ weight, days })),
      x: { field: 'weight', label: 'Weight (kg)' },
      y: { field: 'days', label: 'Days' },
    },
  },
  {
    id: 'negative',
    title: 'Above and below zero',
    props: {
      kind: 'bar',
      title: 'Change of stock',
      data: [
        { week: 'W10', change: 34 },
        { week: 'W11', change: -12 },
        { week: 'W12', change: 8 },
        { week: 'W13', change: -27 },
        { week: 'W14', change: 19 },
      ],
      x: 'week',
      y: 'change',
      height: 160,
    },
  },
  {
    id: 'spark',
    title: 'A spark',
    props: { kind: 'spark', title: 'Load of the last hour', data: [3, 5, 4, 8, 6, 9, 7, 12, 11, 14] },
  },
  {
    id: 'empty',
    title: 'No data',
    props: { kind: 'line', title: 'Returns', data: [], x: 'day', y: 'amount' },
    slots: { empty: ['Nothing was returned in these days.'] },
  },
];
