interface Props {
  /** Of the field, also its id. */
  name: string
  label: string
  hint: string
  button: string
  value: string
  /** The longest that the API takes. */
  maxLength?: number
  /** The key that leads here. */
  hotkey?: string
}

/** A labelled box for words, with its button. */
export function SearchField({ name, label, hint, button, value, maxLength = 400, hotkey }: Props) {
  return (
    <>
      <label htmlFor={name} className="mb-1 block text-quiet">
        {label}
      </label>
      <div className="flex">
        <input
          id={name}
          name={name}
          type="search"
          defaultValue={value}
          key={value}
          required
          maxLength={maxLength}
          autoComplete="off"
          aria-describedby={`${name}-hint`}
          data-hotkey={hotkey}
          className="min-w-0 flex-1 rounded-l border border-edge bg-paper px-2.5 py-1.5 text-ink"
        />
        <button
          type="submit"
          className="rounded-r border border-l-0 border-edge px-3 py-1.5 hover:bg-raised hover:text-accent"
        >
          {button}
        </button>
      </div>
      <p id={`${name}-hint`} className="mt-1 text-sm text-quiet">
        {hint}
      </p>
    </>
  )
}
