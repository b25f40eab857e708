/**
 * Hosts that give everybody a name or a page, and are not on the public suffix list (whose entries are no indicators at all): block the
 * customer's host or URL, never the provider's own domain.
 */
const names = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Site builders, file and paste hosts, tunnels. */
const HOSTING = names(`
  000webhost.com 000webhostapp.com weebly.com glitch.me serveo.net localhost.run webnode.com jimdo.com yola.com tripod.com angelfire.com
  altervista.org strikingly.com mystrikingly.com site123.me godaddysites.com business.site sites.google.com storage.googleapis.com
  s3.amazonaws.com blob.core.windows.net forms.office.com docs.zoho.com transfer.sh file.io anonfiles.com gofile.io catbox.moe
  files.catbox.moe ufile.io sendspace.com zippyshare.com rentry.co rentry.org paste.ee hastebin.com ghostbin.com controlc.com telegra.ph graph.org
  linktr.ee carrd.co typeform.com jotform.com formspree.io googleforms.com portmap.io playit.gg loca.lt ngrok.com`)

/** Dynamic DNS. */
const DYNAMIC_DNS = names(`
  afraid.org freedns.afraid.org mooo.com chickenkiller.com ignorelist.com strangled.net crabdance.com twilightparadox.com us.to uk.to my.to
  changeip.com dynu.com dyn.com noip.com duckdns.com no-ip.com dnsexit.com cloudns.net duiadns.net nsupdate.info desec.io zapto.org now-dns.com`)

/** Short links: the link is the indicator, not the service. */
const SHORTENERS = names(`
  bit.ly tinyurl.com ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy t.ly s.id tiny.cc adf.ly bl.ink lnkd.in fb.me wa.me
  amzn.to trib.al dlvr.it ift.tt qrco.de shorturl.com clck.ru u.to`)

export const SHARED_HOSTS: ReadonlySet<string> = new Set([...HOSTING, ...DYNAMIC_DNS, ...SHORTENERS])

/** Services that only tell a machine its own address: in every sandbox report, malicious in none. */
export const OWN_ADDRESS_SERVICES: ReadonlySet<string> = new Set(
  names(`
    2ip.ru api.2ip.ua api.ip.sb api.ipify.org api.my-ip.io api.myip.com api64.ipify.org bot.whatismyipaddress.com checkip.amazonaws.com
    checkip.dyndns.com checkip.dyndns.org checkip.global.api.aws curlmyip.net db-ip.com eth0.me freegeoip.app freegeoip.net geoip.nekudo.com
    geoplugin.net icanhazip.com ident.me ifconfig.co ifconfig.io ifconfig.me ip-api.com ip-score.com ip.me ip.seeip.org ip4.me ip6.me
    ipapi.co ipecho.net iplogger.org ipify.org ipinfo.io iplocation.net ipstack.com ipv4.icanhazip.com ipwho.is ipwhois.app ipwhois.io
    l2.io myexternalip.com myip.com myip.dnsomatic.com myip.opendns.com reallyfreegeoip.org resolver1.opendns.com showmyip.com
    whatismyip.akamai.com whatismyip.com whatismyipaddress.com wtfismyip.com www.geoplugin.net`),
)
