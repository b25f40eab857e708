/** A zip archive of one file, as providers wrap their whole exports. */
import { crc32, deflateRawSync } from 'node:zlib'

export const zipped = (name: string, content: string): Buffer => {
  const data = deflateRawSync(content)
  const about = Buffer.alloc(26)
  about.writeUInt16LE(20, 0)
  about.writeUInt16LE(8, 4)
  about.writeUInt32LE(crc32(content), 10)
  about.writeUInt32LE(data.length, 14)
  about.writeUInt32LE(Buffer.byteLength(content), 18)
  about.writeUInt16LE(Buffer.byteLength(name), 22)
  const member = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, Buffer.from(name), data])
  const directory = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), about, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(18)
  end.writeUInt16LE(1, 4)
  end.writeUInt16LE(1, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(member.length, 12)
  return Buffer.concat([member, directory, Buffer.from('PK\u0005\u0006'), end])
}
