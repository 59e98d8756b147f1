import { fails, type Misbehaviour, type Rule } from '../simulator/index.js'

/** A fault that is planted in the simulator, to see that the checks find it. */
export interface Fault {
  readonly name: string
  readonly rule: Rule
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
    name: 'time-as-text',
    rule: { on: 'v5.run', does: changes(body => (body.start_time = String(body.start_time))) }
  },
  { name: 'unknown-field', rule: { on: 'v5.run', does: changes(body => (body.colour = 'green')) } },
  {
    name: 'smallest-start-refused',
    rule: {
      on: 'v5.start',
      when: ({ body }) => body.trim() === '{}',
      does: fails(400, 'DEVPIPE.00011103', 'Invalid parameter: sources')
    }
  }
]
