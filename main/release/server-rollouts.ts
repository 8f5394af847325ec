import type {
  Rollout,
  RolloutArm,
  RolloutCounts,
  RolloutEntry,
  RolloutJudgement,
  RolloutReport,
  RolloutView,
} from '#contract';
import { isRecord } from './ask-server.ts';

/** Whether an answer is a rollout, as far as this program shows it. */
export const isRollout = (value: unknown): value is Rollout =>
  isRecord(value) &&
  texts(value, ['id', 'documentId', 'state', 'stage', 'startedAt', 'startedBy']) &&
  (value['channel'] === 'staging' || value['channel'] === 'production') &&
  isVersion(value['stable']) &&
  isVersion(value['candidate']) &&
  isPlan(value['plan']) &&
  numbers(value, ['step', 'epoch']) &&
  ['dueAt', 'endedAt', 'failure', 'undoFailure'].every((name) => isTextOrNull(value[name]));

export const isRolloutList = (value: unknown): value is readonly Rollout[] =>
  Array.isArray(value) && value.every(isRollout);

/** A rollout with history and figures; null for anything else. What a newer server measures beside is left out. */
export function rolloutView(value: unknown): RolloutView | null {
  if (!isRollout(value)) return null;
  const { history, judgement, report } = value as Rollout & Readonly<Record<string, unknown>>;
  if (!Array.isArray(history) || !history.every(isEntry)) return null;
  return { ...value, history, judgement: isJudgement(judgement) ? judgement : null, report: reportOf(report) };
}

const texts = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'string');
const numbers = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
  names.every((name) => typeof value[name] === 'number');
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === 'number';

const isVersion = (value: unknown): boolean => isRecord(value) && texts(value, ['hash', 'semver']);
const isPlan = (value: unknown): boolean =>
  isRecord(value) &&
  texts(value, ['kind']) &&
  numbers(value, ['interval', 'watch']) &&
  Array.isArray(value['steps']) &&
  value['steps'].every((step) => isRecord(step) && texts(step, ['kind']));

const isEntry = (value: unknown): value is RolloutEntry =>
  isRecord(value) && texts(value, ['at', 'by', 'kind', 'why', 'stage']) && numbers(value, ['step']);

const isJudgement = (value: unknown): value is RolloutJudgement =>
  isRecord(value) &&
  (value['kind'] === 'healthy' ||
    (value['kind'] === 'undecided' && texts(value, ['why'])) ||
    (value['kind'] === 'bad' && texts(value, ['why', 'signal'])));

function reportOf(value: unknown): RolloutReport | null {
  if (!isRecord(value) || !isArm(value['stable']) || !isArm(value['candidate'])) return null;
  const signals = Array.isArray(value['signals']) ? value['signals'].filter(isSignal) : [];
  return { stable: value['stable'], candidate: value['candidate'], signals, shadow: shadowOf(value['shadow']) };
}

const isArm = (value: unknown): value is RolloutArm =>
  isRecord(value) &&
  numbers(value, ['requests', 'badAnswers', 'visits']) &&
  ['p50', 'p95', 'p99'].every((name) => isNumberOrNull(value[name]));

const isCounts = (value: unknown): value is RolloutCounts => isRecord(value) && numbers(value, ['bad', 'of']);
const isSignal = (value: unknown): value is RolloutReport['signals'][number] =>
  isRecord(value) && texts(value, ['name']) && isCounts(value['stable']) && isCounts(value['candidate']);

const isSides = (value: unknown): value is { readonly stable: number; readonly candidate: number } =>
  isRecord(value) && numbers(value, ['stable', 'candidate']);

function shadowOf(value: unknown): RolloutReport['shadow'] {
  if (!isRecord(value)) return null;
  const { rendered, equal, threw, broken, empty, milliseconds, bytes } = value;
  if (typeof rendered !== 'number' || !isSides(milliseconds) || !isSides(bytes)) return null;
  const worse = Number(threw ?? 0) + Number(broken ?? 0) + Number(empty ?? 0);
  return { rendered, equal: typeof equal === 'number' ? equal : null, worse, milliseconds, bytes };
}
