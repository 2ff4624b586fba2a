import { editActor } from '../../app/(reader)/actors/[slug]/edit/actions.ts'
import { graphql, readFragment } from '../../generated/index.ts'
import type { FragmentType } from '../../generated/index.ts'
import { actorFields, actorKinds } from '../../lib/actor-fields.ts'
import { words } from '../../lib/words.ts'
import { ActionForm } from '../form/ActionForm.tsx'
import { FormField } from '../form/FormField.tsx'
import { SelectField } from '../form/SelectField.tsx'
import { SubmitButton } from '../form/SubmitButton.tsx'
import { TextField } from '../form/TextField.tsx'

const fragment = graphql(`
  fragment ActorForm_entity on Entity {
    id
    name
    kind
    description
    aliases
    merges {
      from {
        name
        aliases
      }
    }
  }
`)

/** Says who or what an actor is. */
export async function ActorForm({ entity: masked }: { entity: FragmentType<typeof fragment> }) {
  const entity = readFragment(fragment, masked)
  const values = actorFields(entity)
  const t = await words('editing')
  return (
    <ActionForm action={editActor} initial={{ values, chosen: [], errors: {} }}>
      <input type="hidden" name="id" value={entity.id} />
      {/* Only what is changed from this is set, so that the rest can be learned still. */}
      <input type="hidden" name="before" value={JSON.stringify(values)} />
      <FormField name="name" autoComplete="off" maxLength={200} label={t('name')} />
      <SelectField
        name="kind"
        label={t('kind')}
        initial={entity.kind}
        options={actorKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
      />
      <FormField
        name="description"
        autoComplete="off"
        maxLength={500}
        label={t('description')}
        hint={t('descriptionHint')}
      />
      <TextField
        name="aliases"
        rows={Math.min(12, entity.aliases.length + 2)}
        label={t('aliases')}
        hint={t('aliasesHint')}
      />
      <p className="text-sm leading-relaxed text-quiet">{t('lasting')}</p>
      <SubmitButton pending={t('saving')}>{t('save')}</SubmitButton>
    </ActionForm>
  )
}
