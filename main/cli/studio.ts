import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { compatibilityLevels } from './levels.ts';
import { type Outcome, outputFailed, refusedBySystem, tell } from './outcome.ts';

/** The `studio` command: the verbs of the app, over the same handlers. */
const studio = new Command('studio')
  .description('Author, test, approve and publish UI schemas.')
  .option('--json', 'write one JSON value to standard output')
  .addHelpText('after', '\nExit codes: 0 fine, 1 findings, 2 could not run, 130 called off by Ctrl+C.')
  .enablePositionalOptions()
  .exitOverride();

const isJson = () => studio.opts<{ json?: boolean }>().json === true;

/** Loads a verb only when it is called: a typing mistake should not wait for the engine. */
const done = async <Module>(module: Promise<Module>, verb: (module: Module) => Promise<Outcome>) =>
  tell(await verb(await module), isJson());

verb('validate [files...]', 'list the problems of files, or of the whole project; or of a value for a form')
  .option('--data <file>', 'JSON of a value, to be validated as if it were sent')
  .option('--form <name>', 'which form it is for')
  .option('--fixture <name>', 'the data and context that rules read')
  .addOption(new Option('--mode <mode>', 'instead of what the form says').choices(['lenient', 'strict']))
  .option('--no-async', 'leave out checks of the host')
  .action((files: string[], { data, ...options }) => {
    const [file] = files;
    if (data === undefined) return done(import('./commands/validate.ts'), ({ validate }) => validate(files));
    if (files.length !== 1 || !file) throw new InvalidArgumentError('--data is about one file.');
    return done(import('./commands/validate-value.ts'), ({ validateValue }) =>
      validateValue(file, { ...options, data }),
    );
  });

verb('compile <files...>', 'write the compiled program; of many files, one per line or one per file')
  .option('--jobs <count>', 'how many to compile side by side (default: one per core)', jobCount)
  .option('--out <folder>', 'write a file per program there')
  .option('--cache <folder>', 'keep programs there, and take those whose files are as they were')
  .option('--record', 'of one file: everything the compiler found out, as JSON')
  .action((files: string[], { record, ...options }: { jobs?: number; out?: string; cache?: string; record?: true }) => {
    const [file] = files;
    if (record) {
      if (files.length !== 1 || !file) throw new InvalidArgumentError('--record is about one file.');
      return done(import('./commands/record.ts'), ({ record: recordOf }) => recordOf(file));
    }
    if (files.length === 1 && file !== undefined && Object.keys(options).every((name) => name === 'json'))
      return done(import('./commands/compile.ts'), ({ compile }) => compile(file, { json: isJson() }));
    return done(import('./commands/compile-many.ts'), ({ compileMany }) =>
      compileMany(files, { ...options, json: isJson() }),
    );
  });

verb('render <files...>', 'write the page as a server sends it; of many files, one per file')
  .option('--fixture <name>', 'sample data to show it with')
  .option('--locale <locale>')
  .option('--theme <id>')
  .addOption(new Option('--scheme <scheme>').choices(['light', 'dark']).default('light'))
  .addOption(
    new Option('--css <how>', 'link the stylesheet, or write it into the page')
      .choices(['link', 'inline'])
      .default('link'),
  )
  .option('--out <folder>', 'write a file per page there')
  .action((files, options) =>
    done(import('./commands/render.ts'), ({ render }) => render(files, { ...options, json: isJson() })),
  );

verb('compare <files...>', 'say what changed for others between older files and the last one, and the version it needs')
  .addOption(new Option('--level <level>', 'what must hold').choices([...compatibilityLevels]).default('BACKWARD'))
  .action((files, { level }) => done(import('./commands/compare.ts'), ({ compare }) => compare(files, level)));

verb('lock', 'settle which version every "uses" stands for, in ui.lock.json')
  .option('--check', 'only say whether it is up to date', false)
  .action(({ check }) => done(import('./commands/lock.ts'), ({ lock }) => lock({ check, renew: false })));

verb('update', 'as lock, with the newest versions that fit')
  .option('--check', 'only say whether there are newer ones', false)
  .action(({ check }) => done(import('./commands/lock.ts'), ({ lock }) => lock({ check, renew: true })));

verb('upgrade [file]', 'move documents to the newest versions of the components they use')
  .option('--check', 'only show what would change', false)
  .action((file, options) => done(import('./commands/upgrade.ts'), ({ upgrade }) => upgrade(file, options)));

verb('test [files...]', 'shoot pages and compare them with their baselines')
  .option('--browsers <list>', 'instead of the documents own, as in chromium,firefox,webkit', commaSeparated, null)
  .option('--viewports <list>', 'names or sizes, as in 390x844,1280x720', commaSeparated, null)
  .option('--all', 'shoot also what nothing changed of since it passed', false)
  .option('--ci', 'a missing baseline fails', false)
  .option('--update', 'accept what was created or changed, in your name', false)
  .option('--report <folder>', 'write an HTML report with its pictures there', (folder: string) => folder, null)
  .option('--junit <file>', 'write JUnit XML', (file: string) => file, null)
  .addHelpText(
    'after',
    `
Exit codes: 0 all passed, or accepted; flaky cases and, without --ci, new pictures count as that too.
1 something changed, is unstable, in error or rejected; with --ci a picture has no accepted baseline.
2 could not run: no browser, no project, an option that is none. 130 called off by Ctrl+C.
A run that was killed goes on where it stopped when it is called again.`,
  )
  .action((files, options) =>
    done(import('./commands/test.ts'), ({ test }) => test(files, { ...options, json: isJson() })),
  );

verb('save <file>', 'keep an immutable version')
  .requiredOption('-m, --message <words>', 'what changed')
  .action((file, { message }) => done(import('./commands/versions.ts'), ({ save }) => save(file, message)));

verb('versions <file>', 'list the versions of a document').action((file) =>
  done(import('./commands/versions.ts'), ({ list }) => list(file)),
);

verb('approve <version>', 'sign a version, by hash or by its file').action((version) =>
  done(import('./commands/versions.ts'), ({ approve }) => approve(version)),
);

verb('publish <version>', 'send an approved version to the server')
  .addOption(new Option('--channel <channel>').choices(['staging', 'production']).default('production'))
  .option('--dry-run', 'only ask whether the server would take it', false)
  .action((version, options) => done(import('./commands/versions.ts'), ({ publish }) => publish(version, options)));

const rollout = verb('rollout', 'give an approved version to a few visitors first, then to more');
const named = '[rollout]';

verb('start <version>', 'send the version without showing it, and begin', rollout)
  .addOption(new Option('--channel <channel>').choices(['staging', 'production']).default('production'))
  .addOption(new Option('--strategy <strategy>').choices(['blue-green', 'canary', 'linear']).default('blue-green'))
  .option('--interval <seconds>', 'how long each step is in effect at least', secondCount)
  .requiredOption('--why <words>', 'what everybody will read beside it')
  .action((version, options) => done(import('./commands/rollout.ts'), ({ start }) => start(version, options)));

verb(`status ${named}`, 'say how far one is, or list those that are under way', rollout)
  .option('--all', 'list those that have ended, too', false)
  .action((name, options) => done(import('./commands/rollout.ts'), ({ status }) => status(name, options)));

verb(`promote ${named}`, 'take the next step now', rollout)
  .option('--all', 'show it to everybody now', false)
  .requiredOption('--why <words>')
  .action((name, options) => done(import('./commands/rollout.ts'), ({ act }) => act('promote', name, options)));

for (const [action, description] of [
  ['pause', 'stay at this step'],
  ['resume', 'go on after a pause'],
  ['abort', 'give everybody the version before, and end it'],
  ['rollback', 'the same, also once everybody has the new version'],
] as const)
  verb(`${action} ${named}`, description, rollout)
    .requiredOption('--why <words>')
    .action((name, { why }) =>
      done(import('./commands/rollout.ts'), ({ act }) => act(action, name, { why, all: false })),
    );

verb('connect <url>', 'remember a server and register your approval key')
  .option('--token <token>', 'better in a file: others on this machine can see arguments')
  .option('--token-file <file>')
  .action((url, options) => done(import('./commands/connect.ts'), ({ connect }) => connect(url, options)));

verb('serve [folder]', 'open the app for a browser on this machine')
  .option('--port <port>', 'wanted port', portNumber, 0)
  .action((folder, { port }) => done(import('./commands/serve.ts'), ({ serve }) => serve(folder, port, isJson())));

verb('gallery', 'write pages that show every component, in each theme')
  .requiredOption('--out <folder>', 'where to write them')
  .action(({ out }) => done(import('./commands/gallery.ts'), ({ gallery }) => gallery(out)));

verb('lsp', 'speak the Language Server Protocol on standard input and output, for editors').action(() =>
  done(import('./commands/lsp.ts'), ({ lsp }) => lsp()),
);

studio
  .command('server <command> [arguments...]')
  .description('run a command of the production server: backup, restore, preflight, posture and others')
  .allowUnknownOption()
  .passThroughOptions()
  .helpOption(false)
  .action((name: string, args: string[]) => done(import('./commands/server.ts'), ({ server }) => server(name, args)));

verb('doctor', 'check browser, database, history and server')
  .option('--restore', 'go back to the last sound backup of the database', false)
  .action((options) => done(import('./commands/doctor.ts'), ({ doctor }) => doctor(options)));

/** A subcommand that also takes `--json` behind it. */
function verb(usage: string, description: string, parent: Command = studio): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--json', 'write one JSON value to standard output')
    .hook('preAction', (_, action) => {
      if (action.opts<{ json?: boolean }>().json) studio.setOptionValue('json', true);
    });
}

function commaSeparated(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.');
  return port;
}

function secondCount(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= 0 && seconds <= 2_592_000)) throw new InvalidArgumentError('Seconds are a number up to 2592000.');
  return seconds;
}

function jobCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new InvalidArgumentError('Jobs are a number from 1 to 64.');
  return count;
}

/** What a caller that asked for JSON reads when no verb could answer; the words for people are out already. */
function gaveUp(code: 'command/usage' | 'internal', message: string): void {
  const data = process.argv.includes('--json') ? { failure: { code, message } } : undefined;
  tell({ exit: 2, data }, true);
}

/** A mistake of ours: people get a sentence, and whoever wants to mend it the place with STUDIO_TRACE. */
function tellMistake(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const sentence = 'Something went wrong inside Schema Studio.';
  const more = process.env['STUDIO_TRACE'] ? stack : `${message}\nSet STUDIO_TRACE=1 to see where.`;
  process.stderr.write(`${sentence}\n${more}\n`);
  return sentence;
}

process.stdout.on('error', outputFailed);
try {
  await studio.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) process.exitCode = 0;
    else gaveUp('command/usage', error.code === 'commander.help' ? 'Name a command.' : error.message);
  } else {
    const outcome = refusedBySystem(error);
    if (outcome) tell(outcome, isJson());
    else gaveUp('internal', tellMistake(error));
  }
}
