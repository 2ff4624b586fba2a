import { z } from 'zod'

/**
 * The settings of every app that takes documents in from outside, by their names in the environment,
 * which the apps read themselves.
 */
export const ingestSettings = z.object({
  /** Hosts that feeds may be fetched from although they are not on the public internet. */
  ALLOW_PRIVATE_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((host) => host !== ''))
    .pipe(
      z.array(
        z.string().regex(/^(\[[\da-f:.]+\]|[^\s/:@[\]]+)(:\d{1,5})?$/i, {
          error: 'must be hosts such as intranet.example or 127.0.0.1:8080, separated by commas',
        }),
      ),
    ),
  /** An address or e-mail where publishers reach whoever runs this installation. */
  CONTACT: z
    .string()
    .regex(/^[\x21-\x7E]+$/, { error: 'must be an address or e-mail without spaces' })
    .optional(),
  /** Where an OpenAI-compatible API begins. The owner names it, so it may be a private address. */
  LLM_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address of an OpenAI-compatible API, such as http://localhost:11434/v1',
    })
    .optional(),
  LLM_MODEL: z.string().max(200).optional(),
  LLM_API_KEY: z
    .string()
    .regex(/^[\x21-\x7E]+$/, { error: 'must be a key without spaces' })
    .optional(),
})

type Given = z.infer<typeof ingestSettings>

/** A refinement of an object with these settings: half a language model is none. */
export function checkLanguageModel(
  { LLM_URL, LLM_MODEL }: Given,
  { addIssue }: z.core.$RefinementCtx,
): void {
  const lacks = (name: string, message: string) =>
    addIssue({ code: 'custom', path: [name], message })
  if (LLM_URL && !LLM_MODEL) lacks('LLM_MODEL', 'must name the model to ask at LLM_URL')
  if (LLM_MODEL && !LLM_URL) lacks('LLM_URL', 'must say where LLM_MODEL is asked')
}

export interface IngestEnv {
  allowPrivateHosts: readonly string[]
  contact: string | null
  /** Null where no language model is to be asked. */
  languageModel: { url: string; model: string; apiKey: string | null } | null
}

/** The settings as an app uses them. */
export function ingestEnvOf(given: Given): IngestEnv {
  const { ALLOW_PRIVATE_HOSTS, CONTACT, LLM_URL, LLM_MODEL, LLM_API_KEY } = given
  return {
    allowPrivateHosts: ALLOW_PRIVATE_HOSTS,
    contact: CONTACT ?? null,
    languageModel:
      LLM_URL && LLM_MODEL ? { url: LLM_URL, model: LLM_MODEL, apiKey: LLM_API_KEY ?? null } : null,
  }
}
