import { expect, it } from '@jest/globals'
import { repositoryOf } from '../../../src/domain/repository.js'

it.each([
  ['https://github.com/Acme/App.git', 'github.com/acme/app'],
  ['https://github.com/acme/app/', 'github.com/acme/app'],
  ['http://user:word@github.com:8080/acme/app', 'github.com/acme/app'],
  ['git@github.com:acme/app.git', 'github.com/acme/app'],
  ['ssh://git@GitHub.com:22/acme/app.git', 'github.com/acme/app'],
  ['https://gitlab.example/group/sub/app.git', 'gitlab.example/group/sub/app'],
  ['https://github.com/acme/app.git?x=1#y', 'github.com/acme/app'],
  ['https://github.com/acme', null],
  ['github.com/acme/app', null],
  ['', null]
])('%s is %s', (address, repository) => {
  expect(repositoryOf(address)).toBe(repository)
})
