import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Clock, StageName, StageReport } from '../engine.ts';
import { StageError } from './stage-error.ts';
import type { StageMarks } from './stage-marks.ts';
import type { StageStore } from './stage-statistics.ts';

/** What every stage hands on. */
export interface Finding {
  readonly diagnostics: readonly Diagnostic[];
}

/** A step of a pipeline: a name, what it needs of others, and what it makes of that. */
export interface Stage<Made, Job> {
  readonly name: StageName;
  /** It sees nothing else; stages that do not need each other, directly or through others, may run side by side. */
  readonly needs: readonly (keyof Made & StageName)[];
  /** False: there is nothing to do for it, and nothing to report. */
  when(inputs: Partial<Made>, job: Job): boolean;
  /** Null ends the way of all that need it. */
  run(inputs: Partial<Made>, job: Job): Finding | null;
}

/** Declares stages of a pipeline, so that each can only read what it says it needs. */
export const stagesOf =
  <Made extends { readonly [Name in keyof Made]: Finding }, Job>() =>
  <Name extends keyof Made & StageName, Needs extends keyof Made & StageName = never>(
    name: Name,
    needs: readonly Needs[],
    run: (inputs: Pick<Made, Needs>, job: Job) => Made[Name] | null,
    when: (inputs: Pick<Made, Needs>, job: Job) => boolean = () => true,
  ): Stage<Made, Job> => ({
    name,
    needs,
    run: (inputs, job) => run(inputs as Pick<Made, Needs>, job),
    when: (inputs, job) => when(inputs as Pick<Made, Needs>, job),
  });

/** Who watches stages. */
export interface StageMonitor {
  readonly clock: Clock;
  readonly marks?: StageMarks | undefined;
  readonly store?: StageStore | undefined;
}

export interface PipelineResult<Made> {
  readonly made: Partial<Made>;
  readonly stages: readonly StageReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs stages in the order they are listed, each as soon as what it needs is there. */
export function runStages<Made, Job>(
  stages: readonly Stage<Made, Job>[],
  job: Job,
  monitor: StageMonitor,
): PipelineResult<Made> {
  const made: Partial<Record<StageName, Finding>> = {};
  const reports: StageReport[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const stage of stages) {
    const inputs = made as Partial<Made>;
    if (!stage.needs.every((name) => Object.hasOwn(made, name)) || !stage.when(inputs, job)) continue;
    const start = monitor.clock();
    const found = runStage(stage.name, () => stage.run(inputs, job), monitor);
    const milliseconds = monitor.clock() - start;
    const told = found?.diagnostics ?? [];
    monitor.store?.ran(stage.name, milliseconds, told);
    reports.push({ name: stage.name, milliseconds, diagnostics: told.length });
    // One by one: a call takes only so many arguments.
    for (const diagnostic of told) diagnostics.push(diagnostic);
    if (found) made[stage.name] = found;
  }
  return { made: made as Partial<Made>, stages: reports, diagnostics };
}

/** One stage by itself: whoever watches sees it begin and end, and what it throws carries its name. */
export function runStage<T>(
  name: StageName,
  run: () => T,
  { marks, store }: Omit<StageMonitor, 'clock'>,
  /** What is no mistake of ours, and goes on as it is. */
  isExpected: (error: unknown) => boolean = () => false,
): T {
  marks?.enter(name);
  try {
    return run();
  } catch (error) {
    if (isExpected(error)) throw error;
    store?.threw(name);
    throw StageError.of(name, error);
  } finally {
    marks?.leave();
  }
}
