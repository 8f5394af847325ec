/** Why a command cannot work, as a sentence for its operator. */
export class CommandProblem extends Error {}
