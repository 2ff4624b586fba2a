import { readFile } from 'node:fs/promises'

import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { describe, expect, it } from 'vitest'

import { readContract } from './contract.ts'
import { contract } from './generated/contract.ts'
import { renderReference } from './reference.ts'

const committed = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8')

describe('the contract', () => {
  it('is committed as the modules state it; else run `pnpm generate`', async () => {
    expect(committed).toBe(await readContract())
  })

  it('is what the server serves; else run `pnpm generate`', () => {
    expect(contract).toBe(committed)
  })

  it('is in the docs as it is; else run `pnpm generate`', async () => {
    const reference = await readFile(new URL('../../../docs/schema.md', import.meta.url), 'utf8')
    expect(reference).toBe(renderReference(committed))
  })

  it('describes every type, field and value', () => {
    const types = Object.values(buildSchema(committed).getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
    )
    const described = types.flatMap((type) => {
      const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      const members = [
        ...(hasFields ? Object.values(type.getFields()) : []),
        ...(isEnumType(type) ? type.getValues() : []),
      ]
      return [
        { name: type.name, description: type.description },
        ...members.map(({ name, description }) => ({ name: `${type.name}.${name}`, description })),
      ]
    })
    expect(described.filter(({ description }) => !description)).toEqual([])
  })
})
