import type { RunSpec } from '../../simulator/index.js'

export const OURS = '0123456789abcdef0123456789abcdef01234567'
export const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'

export const run = (number: number, commit: string, ...moments: RunSpec['moments']): RunSpec => ({
  number,
  commit,
  moments
})
