/** All keys on one sheet. */
import { Fragment } from 'react'
import { Key } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { PAGES } from './pages.ts'

const SHEET: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Anywhere',
    [
      ['Ctrl K', 'look up an indicator, go to a page or source'],
      ['/', 'search indicators'],
      ...PAGES.map(({ keys, name }) => [keys, name] as const),
      ['t t', 'theme: system, dark, light'],
      ['?', 'this sheet'],
    ],
  ],
  [
    'In a list of indicators',
    [
      ['j', 'next row'],
      ['k', 'previous row'],
      ['Enter', 'open beside the list'],
      ['[', 'previous in the drawer'],
      [']', 'next in the drawer'],
      ['o', 'open the full page'],
      ['c', 'copy, defanged'],
      ['Esc', 'close the drawer'],
    ],
  ],
  [
    'On the page of an indicator',
    [
      ['m', 'say that it is malicious'],
      ['b', 'say that it is benign'],
      ['n', 'take back what was said'],
      ['u', 'undo the last verdict'],
    ],
  ],
  [
    'In a report',
    [
      ['j', 'next finding'],
      ['k', 'previous finding'],
      ['a', 'accept it'],
      ['r', 'reject it'],
      ['A', 'accept all of its kind (with Shift)'],
      ['u', 'undo the last decision'],
    ],
  ],
  [
    'In the ATT&CK matrix',
    [
      ['/', 'find techniques'],
      ['Arrows', 'to the next technique or tactic'],
      ['Enter', 'open the technique'],
      ['x', 'choose it for attribution'],
    ],
  ],
  [
    'In the list of sources',
    [
      ['/', 'filter it'],
      ['j', 'next source'],
      ['k', 'previous source'],
      ['Enter', 'open its page'],
    ],
  ],
  [
    'On the tape and the chart',
    [
      ['←', 'a quarter of an hour back'],
      ['→', 'a quarter of an hour on'],
      ['Enter', 'search what came in then'],
    ],
  ],
]

export const ShortcutSheet = ({ onClose }: { onClose: () => void }) => (
  <ModalDialog label="Keyboard shortcuts" onClose={onClose} className="w-160">
    <h2 className="px-4 pt-4 text-17 font-semibold">Keyboard</h2>
    <div className="grid gap-x-8 gap-y-4 p-4 md:grid-cols-2">
      {SHEET.map(([where, keys]) => (
        <section key={where}>
          <h3 className="caption border-b border-line pb-1">{where}</h3>
          <dl className="mt-2 grid grid-cols-[5rem_1fr] gap-y-1.5">
            {keys.map(([key, does]) => (
              <Fragment key={key}>
                <dt className="flex items-start gap-1 pt-px">
                  {key.split(' ').map((part, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may press the same key twice
                    <Key key={place}>{part}</Key>
                  ))}
                </dt>
                <dd className="text-fg2">{does}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </div>
  </ModalDialog>
)
