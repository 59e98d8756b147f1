import { describe, expect, it } from '@jest/globals'
import { isObject, objectsIn } from '../../../src/common/json.js'

describe('values read from JSON', () => {
  it('a list, null and texts are no objects', () => {
    expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false])
  })

  it('of a list only the objects count', () => {
    expect(objectsIn([{ a: 1 }, null, [], 'x'])).toEqual([{ a: 1 }])
    expect(objectsIn({ a: 1 })).toEqual([])
  })
})
