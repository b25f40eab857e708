/** Adding reports: files dropped or chosen, or a text pasted. */
import type { Tlp } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { FileUp, TextCursorInput } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { percent, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { READABLE_FILES } from '../../client/upload.ts'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Outside } from '../../ui/text.tsx'
import { TlpSelect } from '../../ui/tlp-select.tsx'
import { PasteReport } from './paste-report.tsx'
import { type Sending, useSending } from './use-sending.ts'

export const AddReports = () => {
  const [tlp, setTlp] = useState<Tlp>('amber')
  const [isPasting, setPasting] = useState(false)
  const [isOver, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const { sendings, send, isSending } = useSending(tlp)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    if (!isSending) send([...event.dataTransfer.files])
  }
  return (
    <section
      aria-label="Add a report"
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      }}
      onDrop={drop}
      className={`mx-3 mb-2 border border-dashed p-3 ${isOver ? 'border-tool bg-tool-wash' : 'border-edge'}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button disabled={isSending} onClick={() => chooser.current?.click()}>
          <FileUp className="size-3.5" aria-hidden="true" />
          Choose files
        </Button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Files of reports"
          accept={READABLE_FILES}
          onChange={({ target }) => {
            send([...(target.files ?? [])])
            target.value = ''
          }}
        />
        <Button aria-expanded={isPasting} onClick={() => setPasting(!isPasting)}>
          <TextCursorInput className="size-3.5" aria-hidden="true" />
          Paste a text
        </Button>
        <label htmlFor="add-tlp" className="flex items-center gap-2 whitespace-nowrap text-fg2">
          marked as
          <TlpSelect id="add-tlp" value={tlp} onChange={setTlp} className="w-40" />
        </label>
        <p className="text-12 text-fg3">
          <span className="max-md:hidden">Or drop them here: </span>PDF, DOCX, HTML, TXT, MD or EML, up to 32 MiB each.
        </p>
      </div>
      {sendings.length > 0 && (
        <ul aria-label="Files" className="mt-2">
          {sendings.map(sending => (
            <SendingLine key={sending.id} sending={sending} />
          ))}
        </ul>
      )}
      {isPasting && <PasteReport tlp={tlp} />}
    </section>
  )
}

const SendingLine = ({ sending: { name, share, added, error } }: { sending: Sending }) => (
  <li className="grid gap-x-4 border-t border-line py-1.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
    <Outside className="truncate font-semibold">{name}</Outside>
    {error && <Failed error={error} />}
    {added && (
      <p role="status" className="text-fg2">
        {added.known ? 'Its text is there already' : plural(added.report.findings.length, 'finding')}:{' '}
        <Link to="/reports/$id" params={{ id: added.report.id }} className="text-tool underline">
          <Outside>{added.report.title}</Outside>
        </Link>
      </p>
    )}
    {!error && !added && (
      <p className="flex items-center gap-2 text-fg2">
        <progress
          aria-label={`Sending ${inert(name)}`}
          value={share}
          className="h-1.5 w-40 appearance-none [&::-moz-progress-bar]:bg-tool [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-tool"
        />
        <span className="num text-12">{share < 1 ? percent(share) : 'is being read'}</span>
      </p>
    )}
  </li>
)
