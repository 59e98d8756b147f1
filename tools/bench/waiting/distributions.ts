/** How long runs of a pipeline take, in milliseconds, by kinds that are met in practice. */
export interface Distribution {
  readonly name: string
  readonly about: string
  /** Durations that are known from before, none for a first run ever. */
  readonly history: boolean
  /** @param random from 0 to 1 */
  readonly draw: (random: () => number) => number
  /**
   * When each stage after the first begins, as parts of the whole, give or take a fifth; empty where CodeArts returns
   * none.
   */
  readonly stages: readonly number[]
  /** For a run that waits for a person: when that begins, and how long it takes. */
  readonly approval?: (random: () => number) => { readonly at: number; readonly takes: number }
}

const MINUTE = 60_000

/** Normally distributed around 0, by Box and Muller. */
function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

const STAGES = [0.1, 0.35, 0.7]

export const DISTRIBUTIONS: readonly Distribution[] = [
  {
    name: 'stable, 6 min',
    about: 'normal, mean 6 min, deviation 2 %',
    history: true,
    stages: STAGES,
    draw: random => 6 * MINUTE * (1 + 0.02 * gauss(random))
  },
  {
    name: 'stable, 25 min',
    about: 'normal, mean 25 min, deviation 2 %',
    history: true,
    stages: STAGES,
    draw: random => 25 * MINUTE * (1 + 0.02 * gauss(random))
  },
  {
    name: 'less stable',
    about: 'normal, mean 10 min, deviation 8 %',
    history: true,
    stages: STAGES,
    draw: random => 10 * MINUTE * (1 + 0.08 * gauss(random))
  },
  {
    name: 'bimodal',
    about: 'cached 2 min in 60 %, full 12 min in 40 %, deviation 2 %',
    history: true,
    stages: STAGES,
    draw: random => (random() < 0.6 ? 2 : 12) * MINUTE * (1 + 0.02 * gauss(random))
  },
  {
    name: 'heavy tail',
    about: 'log-normal, median 8 min, sigma 0.8',
    history: true,
    stages: STAGES,
    draw: random => 8 * MINUTE * Math.exp(0.8 * gauss(random))
  },
  {
    name: 'first run ever',
    about: 'log-normal, median 8 min, sigma 0.5, nothing known',
    history: false,
    stages: STAGES,
    draw: random => 8 * MINUTE * Math.exp(0.5 * gauss(random))
  },
  {
    name: 'no stages',
    about: 'the same, of a CodeArts that returns no stages',
    history: false,
    stages: [],
    draw: random => 8 * MINUTE * Math.exp(0.5 * gauss(random))
  },
  {
    name: 'short',
    about: 'log-normal, median 75 s, sigma 0.3, nothing known (as on v3)',
    history: false,
    stages: STAGES,
    draw: random => 75_000 * Math.exp(0.3 * gauss(random))
  },
  {
    name: 'approval of hours',
    about: '5 min, then a person after 10 min to 5 h, then 3 min',
    history: true,
    stages: STAGES,
    draw: () => 3 * MINUTE,
    approval: random => ({ at: 5 * MINUTE, takes: 10 * MINUTE * Math.exp(random() * Math.log(30)) })
  }
]
