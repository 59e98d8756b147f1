import type { PipelineSpec, Rule } from '../../simulator/index.js'
import { PROJECT } from './cloud.js'
import type { Step } from './harness.js'
import { identityCloud, USER } from './identity-cloud.js'

/** A step of v5 that signs in with this password of an IAM user. */
export async function signedIn(
  password: string,
  specs: readonly PipelineSpec[],
  rules: readonly Rule[] = []
): Promise<Step> {
  await using made = await identityCloud({ users: [{ ...USER, password }] }, rules)
  made.simulator.add(...specs)
  const credential = { iam_domain: USER.domain, iam_username: USER.name, iam_password: password }
  return await made.sign(credential, { project_id: PROJECT, timeout: '5s' })
}

/** All that a step says, but for its masks. */
export function everything({ lines, stderr, summary, outputs, report }: Step): string {
  const spoken = lines.filter(line => !line.startsWith('::add-mask::'))
  return [...spoken, stderr, summary, ...Object.values(outputs), JSON.stringify(report)].join('\n')
}
