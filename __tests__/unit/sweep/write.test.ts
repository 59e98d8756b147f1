import { describe, expect, it } from '@jest/globals'
import { gitHubMessage } from '../../../simulator/index.js'
import { judgeHead, observe, statesFor } from '../../../src/sweep/judge.js'
import { dueOf } from '../../../src/sweep/plan.js'
import { changeOf, writeComments, writeDue } from '../../../src/sweep/write.js'
import { build, commitOf, play, prepared, pull, START } from './play.js'

async function due() {
  const played = play([build()], { pullRequests: [pull(1), pull(2, { isLocked: true }), pull(3)] })
  const { read, judging, states, polls } = await prepared(played.opened)
  const judged = await Promise.all(
    read.heads.map(async head => {
      const own = statesFor(head, states, null)
      return judgeHead(head, own, await observe(own, polls.listed), judging)
    })
  )
  return { ...played, judged, all: judged.flatMap(dueOf) }
}

describe('statuses', () => {
  it('are written, and told', async () => {
    const { opened, site, all } = await due()
    const { done, failure } = await writeDue(all, opened.writing)
    expect([done.length, failure, site.statuses.length]).toEqual([3, null, 3])
    const [first] = done
    if (first === undefined) throw new Error('nothing done')
    expect(changeOf(first)).toMatchObject({
      pullRequest: 3,
      from: null,
      to: 'pending',
      context: 'codearts/build'
    })
  })

  it('one commit that GitHub does not take does not stop the others', async () => {
    const { opened, simulator, all } = await due()
    simulator.misbehave({
      when: ({ target }) => target.endsWith(commitOf(3)),
      does: () => gitHubMessage(422, 'No commit found for SHA')
    })
    const { done, failure } = await writeDue(all, opened.writing)
    expect([done.length, failure?.problem]).toEqual([2, 'refused'])
  })
})

describe('comments', () => {
  it('one in each pull request that has the head', async () => {
    const played = play([build()], { pullRequests: [pull(1), { ...pull(1), number: 4 }] })
    const { read, judging, states, polls } = await prepared(played.opened)
    expect(read.heads).toHaveLength(1)
    const judged = await Promise.all(
      read.heads.map(async head => {
        const own = statesFor(head, states, null)
        return judgeHead(head, own, await observe(own, polls.listed), judging)
      })
    )
    await writeComments(judged, '<!-- m -->', played.config.failOn, START, played.opened.writing)
    expect(played.site.comments.map(({ issue }) => issue).sort()).toEqual([1, 4])
  })

  it('a locked conversation does not stop the others', async () => {
    const { opened, site, judged, config } = await due()
    expect(await writeComments(judged, '<!-- m -->', config.failOn, START, opened.writing)).toBeNull()
    expect(site.comments.map(({ issue }) => issue)).toEqual([3, 1])
  })
})
