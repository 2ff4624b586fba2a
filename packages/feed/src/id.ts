import { v7, validate } from 'uuid'

/** A new id; ids sort by the time they were made. */
export const newId = (): string => v7()

/** Whether a text may stand where PostgreSQL expects a uuid. */
export const isUuid = (text: string): boolean => validate(text)
