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
  ['https://github.com/acme/app.git#readme', 'github.com/acme/app'],
  [' https://github.com/acme/app\n', 'github.com/acme/app'],
  [' git@github.com:acme/app\n', 'github.com/acme/app'],
  ['https://github.com/acme/app///', 'github.com/acme/app'],
  ['https://github.com/acme/app.github.io', 'github.com/acme/app.github.io'],
  ['git://github.com/acme/app', 'github.com/acme/app'],
  ['https://github.com/acme', null],
  ['https://github.com//acme/app', null],
  ['https://github.com/acme/app\nhttps://github.com/acme/other', null],
  ['git@github.com:acme/app\nhttps://github.com/acme/other', null],
  ['see https://github.com/acme/app', null],
  ['see git@github.com:acme/app', null],
  ['git@github.com:/acme/app', null],
  ['github.com/acme/app', null],
  ['', null]
])('%s is %s', (address, repository) => {
  expect(repositoryOf(address)).toBe(repository)
})
