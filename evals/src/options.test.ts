import { describe, expect, it } from 'vitest'

import { measureNames, readOptions } from './options.ts'

const around = { dataFolder: '/data', workingFolder: '/home' }

it('measures everything on the data folder, and then writes the page', () => {
  const options = readOptions([], around)
  expect(options.only).toEqual(measureNames)
  expect(options.inputs.wikigold).toBe('/data/entities/wikigold.conll.txt')
  expect(options.isWhole).toBe(true)
})

it('has no inputs where there is no data folder', () => {
  const options = readOptions([], { ...around, dataFolder: null })
  expect(new Set(Object.values(options.inputs))).toEqual(new Set([null]))
  expect(options.isWhole).toBe(false)
})

describe.each([
  [['--wikigold', 'news.conll']],
  [['--only', 'bbc,rss500']],
  [['--topics-map', 'map.json']],
])('%j', (args) => {
  it('leaves the page as it is', () => {
    expect(readOptions(args, around).isWhole).toBe(false)
  })
})

it('starts relative paths where the command was given', () => {
  const { inputs, json } = readOptions(['--rss500', 'a.ttl', '--json', '../b.json'], around)
  expect([inputs.rss500, json]).toEqual(['/home/a.ttl', '/b.json'])
})

it('names the measure that there is none of', () => {
  expect(() => readOptions(['--only', 'bbc,poetry'], around)).toThrow('"poetry"')
})
