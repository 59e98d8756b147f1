import { describe, expect, it } from '@jest/globals'
import { openOwnComment } from '../../../src/forge/own-comment.js'
import { playForge } from './play.js'

describe('the comment of our own', () => {
  it('is written once, changed in place, and not touched where nothing changes', async () => {
    const { forge, bounds, site, simulator } = playForge()
    const comment = openOwnComment(forge, 7, 'MARK', bounds)
    await comment.write('MARK one')
    await comment.write('MARK two')
    const requests = simulator.requests.length
    await comment.write('MARK two')
    expect(simulator.requests).toHaveLength(requests)
    expect(site.comments.map(({ body }) => body)).toEqual(['MARK two'])
    await openOwnComment(forge, 7, 'MARK', bounds).write('MARK three')
    expect(site.comments.map(({ body }) => body)).toEqual(['MARK three'])
  })

  it('one that was deleted is written anew', async () => {
    const { forge, bounds, site } = playForge()
    const comment = openOwnComment(forge, 7, 'MARK', bounds)
    await comment.write('MARK one')
    site.comments.splice(0)
    await comment.write('MARK two')
    expect(site.comments.map(({ body }) => body)).toEqual(['MARK two'])
  })
})
