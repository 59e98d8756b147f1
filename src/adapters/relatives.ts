/** Runners that speak GitHub's protocol under names of their own, those first that win over the next. */
const PREFIXES = ['ATOMGIT_', 'GITEA_', 'FORGEJO_'] as const

/** What a step reads of its runner: without the prefix, what each variable means. */
const VARIABLES = {
  ACTIONS: 'a runner plays the step',
  OUTPUT: 'file for outputs',
  STEP_SUMMARY: 'file for the summary',
  STATE: 'file for what the post step needs',
  EVENT_NAME: 'name of the event',
  EVENT_PATH: 'file with the payload of the event',
  SHA: 'commit that the workflow runs on',
  REPOSITORY: 'owner and name of the repository',
  SERVER_URL: 'address of the forge',
  ACTOR: 'who has caused the event',
  RUN_ID: 'ID of the workflow run',
  RUN_ATTEMPT: 'attempt of the workflow run'
} as const

/**
 * The variables by GitHub's names, as far as a relative of GitHub's runner has its own names for them; none on a runner
 * of GitHub, whose names win. Gitea and Forgejo set GitHub's names as well, and theirs say the same.
 * https://docs.gitcode.com/docs/help/home/org_project/pipeline
 * https://forgejo.org/docs/latest/user/actions/reference/
 */
export function asOnGitHub(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  if (env.GITHUB_ACTIONS === 'true') return {}
  return Object.fromEntries(
    Object.keys(VARIABLES).flatMap(name => {
      const told = PREFIXES.map(prefix => env[`${prefix}${name}`] ?? '').find(value => value !== '')
      return told === undefined ? [] : [[`GITHUB_${name}`, told]]
    })
  )
}
