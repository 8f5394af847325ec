import { excuseSentence, facetsOf, fail, isExcused, ok, type Reply, type Version, type VisualRun } from '#contract';
import { type ApprovalStatement, approvalText } from '#engine';
import { auditIn } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import { speaker } from '../release/server-connection.ts';
import { runsIn } from '../store/runs.ts';
import { versionsIn } from '../store/versions.ts';
import { sealedVersion } from '../versions/sealed-version.ts';
import type { OpenProject } from '../workspace/open-project.ts';
import { approvalKey, approvalKeyId } from './approval-key.ts';

/** Signs a version's hash, when its pictures were shot, passed and accepted. Approving twice changes nothing. */
export async function approve(
  { settings, keychain, now }: Context,
  { store, engine }: OpenProject,
  hash: string,
): Promise<Reply<'review.approve'>> {
  if (store.readOnly) return fail('project/unwritable', store.readOnly);
  const versions = versionsIn(store.database);
  const sealed = sealedVersion(store, hash);
  const version = versions.find(hash);
  if (!sealed || !version) return fail('version/not-found', 'This version is not stored in the project.');
  const person = speaker({ settings, keychain }, store);
  if (version.approval && version.approval.keyId === approvalKeyId(keychain, person)) return ok(version);

  const proof = runsIn(store.database, now).proofOf(hash);
  const unproven = whyUnproven(proof);
  if (unproven) return unproven;
  const plan = await engine.ask('plan', { sealed });
  if (!plan.ok) return fail('review/has-problems', `The version could not be compiled again. ${plan.failure.message}`);
  if (plan.value.programHash !== sealed.programHash) {
    return fail(
      'review/has-problems',
      'This program compiles the version differently from the one that saved it. Save a new version and test it.',
    );
  }

  const key = approvalKey(keychain, person);
  if (!key.ok) return fail('project/unwritable', `Your approval key could not be stored. ${key.failure.message}`);
  const excuses = excusesIn(proof, now());
  const statement = {
    ...statementOf(version, person, now().toISOString()),
    ...(excuses.length > 0 && { excuses }),
  };
  const signature = key.value.sign(approvalText(statement));
  const record = () => {
    versions.approve(hash, { statement, keyId: key.value.id, signature });
    auditIn(store.database).append({
      at: statement.approvedAt,
      who: person,
      what: 'version.approved',
      subject: hash,
      details: { keyId: key.value.id, ...(excuses.length > 0 && { excuses }) },
    });
  };
  store.database.transaction(record).immediate();
  return ok(versions.find(hash) ?? version);
}

/** What the test passed without: each case that did not count, with who excused it, until when and why. */
const excusesIn = (run: VisualRun | null, now: Date): readonly string[] =>
  (run?.results ?? []).flatMap((result) => {
    if (!result.excuse || !isExcused(result, now)) return [];
    const where = facetsOf(result.case).map(({ words }) => words);
    return [`${result.case.name}, ${where.join(' · ')}: ${excuseSentence(result.excuse, now)}`.slice(0, mostOfExcuse)];
  });

/** Characters a server takes of one. */
const mostOfExcuse = 4000;

/** Why the visual test does not speak for a content; null when it does. */
function whyUnproven(run: VisualRun | null) {
  if (!run) {
    return fail(
      'review/visual-missing',
      'No visual test was run on exactly this version with all of its viewports. Run it, then approve.',
    );
  }
  if (run.verdict === 'undecided') {
    return fail(
      'review/visual-pending',
      'Pictures of this version wait for a decision. Accept or reject them, then approve.',
    );
  }
  if (run.verdict !== 'passed') {
    return fail(
      'review/visual-failed',
      'The visual test of this version failed. Fix the document, or accept the changes, then approve.',
    );
  }
  return null;
}

const statementOf = (
  { documentId, semver, hash, programHash }: Version,
  approvedBy: string,
  approvedAt: string,
): ApprovalStatement => ({
  format: 1,
  verdict: 'approved',
  documentId,
  version: semver,
  bundleHash: hash,
  programHash,
  approvedBy,
  approvedAt,
});
