/** The ID that the simulator gives to a run. */
export const runOf = (number: number, pipeline: string): string =>
  `${number.toString(16).padStart(8, '0')}${pipeline.slice(0, 24)}`
export const parsed = (state: string): object => JSON.parse(state) as object

/** By then every start has been answered, and a poll. */
export const POLLED = ['v5.status', 2] as const
