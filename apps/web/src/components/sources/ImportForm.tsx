'use client'

import { useEffect, useRef } from 'react'

import { importOpml } from '../../app/(reader)/sources/opml-actions.ts'
import { untouched } from '../../lib/form-state.ts'
import type { OpmlImport } from '../../lib/opml.ts'
import { messages } from '../../messages/messages.ts'
import { FormField } from '../form/FormField.tsx'
import { FormProblem } from '../form/FormProblem.tsx'
import { KeyField } from '../form/KeyField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { useFormAction } from '../form/use-form-action.ts'
import { NavLink } from '../NavLink.tsx'

const words = messages.sources.importing

/** Takes a subscription list, and tells what came of it. */
export function ImportForm({ keyKept }: { keyKept: boolean }) {
  const { state, send, form } = useFormAction(importOpml, { ...untouched, result: null })
  const { errors, result } = state
  return (
    <>
      {result && <ImportResult result={result} />}
      <form ref={form} action={send} noValidate className="max-w-measure space-y-6">
        <FormProblem error={errors.form} />
        <FormField
          name="file"
          type="file"
          accept=".opml,.xml,text/x-opml,text/xml,application/xml"
          autoFocus={errors.file !== undefined}
          label={words.file}
          hint={words.fileHint}
          error={errors.file}
        />
        <KeyField
          kept={keyKept}
          error={errors.key}
          autoFocus={errors.file === undefined && errors.key !== undefined}
        />
        <SubmitButton pending={words.submitting}>{words.submit}</SubmitButton>
      </form>
    </>
  )
}

function ImportResult({ result: { created, known, problems } }: { result: OpmlImport }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section aria-labelledby="result" className="mb-10 max-w-measure border-l-2 border-accent pl-4">
      <h2 id="result" ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
        {words.result}
      </h2>
      <p className="mt-1">
        {words.created(created)} {words.known(known)}
      </p>
      {problems.length > 0 && (
        <>
          <p className="mt-3">{words.problems(problems.length)}</p>
          <ul className="mt-1 list-disc space-y-1 pl-5 text-sm leading-relaxed marker:text-edge">
            {problems.map(({ line, message }, index) => (
              // Entries repeat; a list that was read stays as it is.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} className="break-words">
                {words.problem(line, message)}
              </li>
            ))}
          </ul>
        </>
      )}
      <NavLink
        href="/sources"
        className="mt-3 inline-block py-1 font-medium text-accent underline underline-offset-4"
      >
        {words.toSources}
      </NavLink>
    </section>
  )
}
