/** What the figures say, and what a profile says about those that miss. */
export const findings = `### What the figures say
`;
