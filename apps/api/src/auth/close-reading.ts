import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql'

import type { Context } from '../context.ts'
import { requireReading } from './access.ts'

/** What somebody must be able to ask before they are let in: whether they are, and how they would be. */
const openFields = new Set(['site', 'viewer'])

/**
 * Has every query and subscription ask first whether the viewer may read. At the schema, where all
 * transports meet, and for every field, so that a new one cannot be forgotten.
 */
export function closeReading(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (openFields.has(field.name)) continue
    field.resolve = guarded(field.resolve ?? defaultFieldResolver)
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    if (field.subscribe) field.subscribe = guarded(field.subscribe)
  }
  return schema
}

function guarded(
  resolve: GraphQLFieldResolver<unknown, Context>,
): GraphQLFieldResolver<unknown, Context> {
  return (parent, args, context, info) => {
    requireReading(context)
    return resolve(parent, args, context, info)
  }
}
