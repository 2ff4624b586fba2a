import { describe, expect, it } from 'vitest'

import { isFiltered, modeOf, withMember, withoutMember } from './edit-filter.ts'

describe('editing a filter', () => {
  it('adds an actor behind those that are there', () => {
    expect(withMember({ actors: { all: ['nato'] } }, 'actors', 'all', 'ukraine')).toEqual({
      actors: { all: ['nato', 'ukraine'] },
    })
  })

  it('adding twice changes nothing', () => {
    const filter = { topics: { all: ['sport'] } }
    expect(withMember(filter, 'topics', 'all', 'sport')).toEqual(filter)
  })

  it('moves a member from one list to another', () => {
    expect(withMember({ topics: { all: ['sport'] } }, 'topics', 'none', 'sport')).toEqual({
      topics: { none: ['sport'] },
    })
  })

  it('leaves nothing behind when the last member goes', () => {
    const filter = withoutMember({ actors: { any: ['nato'] }, languages: ['en'] }, 'actors', 'nato')
    expect(filter).toEqual({ languages: ['en'] })
    expect('actors' in filter).toBe(false)
  })

  it('tells how it speaks of a member', () => {
    const filter = { actors: { any: ['nato'], none: ['russia'] } }
    expect(modeOf(filter, 'actors', 'russia')).toBe('none')
    expect(modeOf(filter, 'actors', 'ukraine')).toBeNull()
  })

  it('knows an empty filter', () => {
    expect(isFiltered({})).toBe(false)
    expect(isFiltered({ languages: ['en'] })).toBe(true)
  })
})
