/** What is wrong with a field: stands at it, and is read out with it. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p id={id} className="mb-1 leading-snug font-medium text-alert">
      <span aria-hidden="true">▲ </span>
      {error}
    </p>
  )
}
