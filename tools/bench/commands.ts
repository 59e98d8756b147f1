/** Arguments of `node`, and what they are for. */
export type Command = readonly [words: readonly string[], what: string]

const bench = (name: string): readonly string[] => ['--import', 'tsx', `tools/bench/${name}/main.ts`]
const SOAK = [
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
  '--config',
  'jest.soak.config.js'
] as const

/** What `npm run bench -- NAME` runs. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  startup: [bench('startup'), 'start to end of a step, beside a script by hand and the core of the SDK'],
  memory: [bench('memory'), 'peak of the resident memory'],
  scale: [bench('scale'), '1 to 1,000 pipelines on both APIs'],
  'runner-minutes': [
    bench('runner-minutes'),
    'three ways to learn of the ends of runs: runner-minutes, delays, requests'
  ],
  waiting: [bench('waiting'), 'how late each way of polling sees the end, and how often it polls'],
  crowd: [bench('crowd'), 'fifty copies against a gateway that throttles'],
  'false-green': [bench('false-green'), 'random pushes, beside a loop that takes the latest run'],
  histories: [bench('histories'), 'random histories of the cloud, beside what is right'],
  github: [bench('github'), 'what statuses cost a step, and our adapter beside Octokit'],
  days: [bench('days'), 'random days of a repository with sweeps, beside what each status has to be'],
  sweep: [bench('sweep'), '50 pull requests and 20 pipelines in which nothing has changed'],
  statuses: [bench('statuses'), 'random stories of commit statuses, each step with its end'],
  soak: [SOAK, 'the soak tests with all of their random stories'],
  mistakes: [bench('mistakes'), 'mistakes planted in a copy of the project: which test notices'],
  mutation: [bench('mutation'), 'small changes of the rules, and how many the unit tests notice'],
  chinese: [bench('chinese'), 'the end-to-end tests with `language: zh`: any English text of ours'],
  reliability: [bench('reliability'), 'the figures of docs/reliability.md, one after the other']
}

/** Those with a target, which is what no name asks for. */
export const TARGETS = ['startup', 'memory', 'scale', 'waiting', 'crowd'] as const
