import { fails, type Misbehaviour, type Rule } from '../simulator/index.js'

/** A fault that is planted in the simulator, to see that the checks find it. */
export interface Fault {
  readonly name: string
  readonly rule: Rule
  /** What a check that finds it says. */
  readonly finding: RegExp
}

/** Changes the JSON of an answer, not of an error. */
function changes(change: (body: Record<string, unknown>) => void): Misbehaviour {
  return honest => {
    const answer = honest()
    const body = JSON.parse(answer.body.toString()) as Record<string, unknown>
    if ('error_msg' in body) return answer
    change(body)
    return { ...answer, body: JSON.stringify(body) }
  }
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'a time as a string',
    rule: { on: 'v5.run', does: changes(body => (body.start_time = String(body.start_time))) },
    finding: /start_time is of type string instead of integer/
  },
  {
    name: 'a field that no source has',
    rule: { on: 'v5.run', does: changes(body => (body.colour = 'green')) },
    finding: /colour is no field of the client/
  },
  {
    name: 'a refused smallest start',
    rule: {
      on: 'v5.start',
      when: ({ body }) => body.trim() === '{}',
      does: fails(400, 'DEVPIPE.00011103', 'Invalid parameter: sources')
    },
    finding: /refused.*DEVPIPE\.00011103/
  }
]
