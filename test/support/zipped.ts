/** Zip archives, as providers wrap their whole exports and as Word saves documents. */
import { crc32, deflateRawSync } from 'node:zlib'

/** An archive of one file. */
export const zipped = (name: string, content: string): Buffer => zippedFiles({ [name]: content })

export const zippedFiles = (files: Readonly<Record<string, string>>): Buffer => {
  const members: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const data = deflateRawSync(content)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(data.length, 14)
    about.writeUInt32LE(Buffer.byteLength(content), 18)
    about.writeUInt16LE(Buffer.byteLength(name), 22)
    const member = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, Buffer.from(name), data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), about, place, Buffer.from(name)]))
    members.push(member)
    offset += member.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...members, directory, Buffer.from('PK\u0005\u0006'), end])
}
