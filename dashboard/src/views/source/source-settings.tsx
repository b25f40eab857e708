/** Connecting a source: what it needs, a try with what was filled in, and saving it. */
import type { SourceCard } from '@keysguard/model'
import { trySource } from '../../client/commands.ts'
import { Empty } from '../../ui/note.tsx'
import { SettingsForm } from '../../ui/settings-form.tsx'
import { useChangeSource, useMayManage } from '../../ui/source-actions.tsx'
import { Outside } from '../../ui/text.tsx'

const Intro = ({ source, mayManage }: { source: SourceCard; mayManage: boolean }) => {
  const isResting = source.needs.length > 0 || (!source.enabled && source.everyMinutes > 0)
  if (!mayManage) return <p className="px-3 pt-3 text-fg2">Only engineers and administrators change settings.</p>
  if (!isResting) return null
  return (
    <p className="px-3 pt-3 text-fg2">
      {source.needs.length > 0 ? 'It rests until it has what it needs.' : 'It is switched off.'} Terms:{' '}
      <Outside className="text-fg">{source.licence}</Outside>. “Try” asks it with what is filled in and stores nothing.
    </p>
  )
}

export const SourceSettings = ({ source }: { source: SourceCard }) => {
  const mayManage = useMayManage()
  const change = useChangeSource(source.id)
  if (source.settings.length === 0) return <Empty title="Nothing to set">Its rows came from a file or from a person.</Empty>
  return (
    <>
      <Intro source={source} mayManage={mayManage} />
      <SettingsForm
        cards={source.settings}
        mayChange={mayManage}
        saveWords={source.enabled ? 'Save' : 'Save and switch on'}
        canSaveUnchanged={!source.enabled && source.needs.length === 0}
        onSave={settings =>
          change.mutateAsync({
            ...(Object.keys(settings).length === 0 ? {} : { settings }),
            ...(source.enabled ? {} : { enabled: true }),
          })
        }
        onTry={settings => trySource(source.id, settings)}
      />
    </>
  )
}
