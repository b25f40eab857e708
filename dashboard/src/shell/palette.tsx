/** The palette: paste any indicator, defanged or not, and see its verdict; or go to a page or a source by name. */
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { entityNamesQuery, lookupQuery, sourcesQuery } from '../client/queries.ts'
import { useSettled } from '../client/settled.ts'
import { Key } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { type PaletteItem, usePaletteItems } from './palette-items.tsx'

const DEBOUNCE_MS = 120
const SHORTEST_INDICATOR = 4
const SHORTEST_NAME = 2

interface PaletteProps {
  readonly onClose: () => void
  readonly onShortcuts: () => void
}

export const Palette = ({ onClose, onShortcuts }: PaletteProps) => {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const id = useId()
  const value = useSettled(text.trim(), DEBOUNCE_MS)
  const { data: sources } = useQuery(sourcesQuery)
  const { data: lookup } = useQuery({ ...lookupQuery(value), enabled: value.length >= SHORTEST_INDICATOR })
  const { data: named } = useQuery({ ...entityNamesQuery(value), enabled: value.length >= SHORTEST_NAME && value.length <= 100 })
  const known = lookup?.type === null ? undefined : lookup
  const items = usePaletteItems(
    text.trim(),
    known?.input === text.trim() || value === text.trim() ? known : undefined,
    { sources: sources?.items ?? [], entities: value.length >= SHORTEST_NAME ? (named?.items ?? []) : [] },
    {
      onClose,
      onShortcuts,
    },
  )
  const index = Math.min(chosen, items.length - 1)
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setChosen((index + 1) % items.length)
    else if (event.key === 'ArrowUp') setChosen((index - 1 + items.length) % items.length)
    else if (event.key === 'Enter') items[index]?.run()
    else return
    event.preventDefault()
  }
  return (
    <ModalDialog label="Look up and go to" onClose={onClose} className="w-160">
      <input
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type in it
        autoFocus
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={items[index] ? `${id}-${items[index].id}` : undefined}
        aria-label="Indicator, name, page or source"
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder="Paste an indicator, defanged or not; or an actor, malware, page or source"
        onChange={event => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={press}
        className="mono h-12 w-full border-b border-line bg-panel px-4 text-13 placeholder:font-sans placeholder:text-fg3 focus-visible:outline-none"
      />
      <div id={`${id}-list`} role="listbox" aria-label="Answers" className="max-h-[56vh] overflow-y-auto py-1">
        {items.map((item, at) => (
          <Option key={item.id} id={`${id}-${item.id}`} item={item} selected={at === index} onHover={() => setChosen(at)} />
        ))}
      </div>
      <p className="flex items-center gap-2 border-t border-line px-4 py-2 text-12 text-fg3" aria-hidden="true">
        <Key>↑</Key>
        <Key>↓</Key> choose <Key>Enter</Key> go <Key>Esc</Key> close
      </p>
    </ModalDialog>
  )
}

interface OptionProps {
  readonly id: string
  readonly item: PaletteItem
  readonly selected: boolean
  readonly onHover: () => void
}

const Option = ({ id, item, selected, onHover }: OptionProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above owns the keyboard
  // biome-ignore lint/a11y/useFocusableInteractive: options are pointed at by aria-activedescendant
  <div
    id={id}
    role="option"
    aria-selected={selected}
    onClick={item.run}
    onPointerMove={onHover}
    className="flex min-h-10 items-center gap-3 border-l-2 border-transparent px-4 py-1 aria-selected:border-tool aria-selected:bg-raise"
  >
    {item.view}
    <span className="caption ml-auto shrink-0 pl-3">{item.kind}</span>
  </div>
)
