import { expect, it } from '@jest/globals'
import { SILENT } from '../../../src/gate/announcer.js'
import { aConclusion } from '../helpers.js'

it('says nothing where nothing is asked for', async () => {
  SILENT.begin([], { named: Promise.resolve(), nameOf: () => null })
  SILENT.polled([])
  SILENT.cancel(aConclusion([]))
  expect(await SILENT.leftPending()).toBeNull()
  expect(await SILENT.conclude(aConclusion([]))).toEqual({ warnings: [], notices: [] })
})
