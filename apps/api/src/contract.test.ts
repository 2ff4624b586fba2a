import { readFile } from 'node:fs/promises'

import {
  buildSchema,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
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

function argumentsOf(type: GraphQLObjectType | GraphQLInterfaceType) {
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map(({ name, description }) => ({ name: `${field.name}(${name}:)`, description })),
  )
}

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

  const types = Object.values(buildSchema(committed).getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  )

  it('gives every connection its edges, its nodes, its length and its place', () => {
    const connections = types.filter(({ name }) => name.endsWith('Connection'))
    expect(connections.length).toBeGreaterThan(9)
    for (const type of connections) {
      const fields = isObjectType(type) ? Object.keys(type.getFields()) : []
      const expected = expect.arrayContaining(['edges', 'nodes', 'pageInfo', 'totalCount'])
      expect([type.name, fields]).toEqual([type.name, expected])
    }
  })

  it('describes every type, field, argument and value', () => {
    const described = types.flatMap((type) => {
      const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      const members = [
        ...(hasFields ? Object.values(type.getFields()) : []),
        ...(isObjectType(type) || isInterfaceType(type) ? argumentsOf(type) : []),
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
