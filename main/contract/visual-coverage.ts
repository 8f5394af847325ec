export type { Coverage, CoveredNode, Proposal as CoverageProposal } from '#visual';
