/** Declaring a feed of one's own: three answers make a draft, and the draft is edited until its rows are understood. */
import { may } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../../client/queries.ts'
import { Empty } from '../../ui/note.tsx'
import { FeedEditor } from './feed-editor.tsx'
import { StartForm } from './start-form.tsx'

export const NewFeedPage = () => {
  const [draft, setDraft] = useState<string | null>(null)
  const { data: session } = useQuery(sessionQuery)
  if (session && !may(session.role, 'manage-sources'))
    return <Empty title="Add a feed">Only engineers and administrators add feeds.</Empty>
  return (
    <>
      <title>Add a feed · KeysGuard</title>
      {draft === null ? (
        <>
          <header className="px-3 pt-4 pb-2">
            <h1 className="text-17 font-semibold">Add a feed</h1>
            <p className="mt-1 max-w-[64ch] text-fg2">
              Whatever is published at an address can become a source: with its own schedule, health, ledger and quarantine.
            </p>
          </header>
          <StartForm onDraft={setDraft} />
        </>
      ) : (
        <FeedEditor feed={null} draft={draft} onStartOver={() => setDraft(null)} />
      )}
    </>
  )
}
