/**
 * Hosts that give everybody a name or a page, and are not on the public suffix list (whose entries are no indicators at all): block the
 * customer's host or URL, never the provider's own domain.
 */
import { hosts, values } from './shipped-list.ts'

export const CUSTOMERS = [
  hosts({
    id: 'shared-hosting',
    name: 'shared hosts',
    why: "It gives everybody a site; the customer's own host or page is what was meant.",
    action: 'host-only',
    entries: `
      000webhost.com 000webhostapp.com weebly.com glitch.me webnode.com jimdo.com yola.com tripod.com angelfire.com altervista.org
      strikingly.com mystrikingly.com site123.me godaddysites.com business.site sites.google.com storage.googleapis.com s3.amazonaws.com
      blob.core.windows.net forms.office.com docs.zoho.com telegra.ph graph.org linktr.ee carrd.co typeform.com jotform.com formspree.io
      googleforms.com framer.website wixstudio.com beacons.ai campsite.bio bio.link softr.app notion.site gitbook.io`,
  }),
  hosts({
    id: 'dynamic-dns',
    name: 'dynamic DNS',
    why: 'It gives names to anybody whose address changes; the name below it is what was meant.',
    action: 'host-only',
    entries: `
      afraid.org freedns.afraid.org mooo.com chickenkiller.com ignorelist.com strangled.net crabdance.com twilightparadox.com us.to uk.to my.to
      changeip.com dynu.com dyn.com noip.com duckdns.org duckdns.com no-ip.com no-ip.org no-ip.info no-ip.biz dnsexit.com cloudns.net
      duiadns.net nsupdate.info desec.io zapto.org now-dns.com hopto.org ddns.net sytes.net myftp.org myftp.biz serveftp.com servehttp.com
      redirectme.net dyndns.org dyndns.com ddnsfree.com freeddns.org giize.com kozow.com ydns.eu dnsdynamic.org dtdns.net ddns.me`,
  }),
  hosts({
    id: 'tunnels',
    name: 'tunnels',
    why: "It leads to a machine on somebody's desk; the name below it is what was meant.",
    action: 'host-only',
    entries: `serveo.net localhost.run portmap.io playit.gg loca.lt localtunnel.me ngrok.com ngrok.io ngrok.app trycloudflare.com pagekite.net
      packetriot.net pinggy.io devtunnels.ms tailscale.com bore.pub`,
  }),
  hosts({
    id: 'url-shorteners',
    name: 'short links',
    why: 'It shortens links for everybody; the link is the indicator, not the service.',
    action: 'host-only',
    entries: `
      bit.ly tinyurl.com ow.ly is.gd v.gd buff.ly rebrand.ly cutt.ly shorturl.at rb.gy t.ly s.id tiny.cc adf.ly bl.ink lnkd.in fb.me wa.me
      amzn.to trib.al dlvr.it ift.tt qrco.de shorturl.com clck.ru u.to goo.su shorte.st ouo.io linkvertise.com bc.vc tny.im short.io urlz.fr
      2no.co grabify.link l.ead.me t2m.io shrtco.de kutt.it dub.sh surl.li b.link snip.ly tr.im x.co qr.ae j.mp tiny.one urly.it chilp.it`,
  }),
  hosts({
    id: 'paste-sites',
    name: 'paste sites',
    why: "It shows anybody's text; the address of the text is the indicator.",
    action: 'host-only',
    entries: `
      pastebin.com paste.ee rentry.co rentry.org hastebin.com ghostbin.com controlc.com dpaste.org dpaste.com pastecode.io ideone.com
      justpaste.it privatebin.net 0bin.net paste.debian.net pastes.io termbin.com ix.io sprunge.us textbin.net paste.rs bpa.st
      pasteio.com snippet.host zerobin.net pastelink.net paste2.org write.as telegraph.ph`,
  }),
  hosts({
    id: 'file-sharing',
    name: 'file sharing',
    why: "It hands out anybody's file; the address of the file is the indicator.",
    action: 'host-only',
    entries: `
      transfer.sh file.io anonfiles.com gofile.io catbox.moe files.catbox.moe litter.catbox.moe ufile.io sendspace.com zippyshare.com mega.nz
      mega.co.nz mediafire.com wetransfer.com we.tl dropbox.com dl.dropboxusercontent.com 4shared.com pixeldrain.com krakenfiles.com uploadhaven.com
      workupload.com easyupload.io bayfiles.com temp.sh tmpfiles.org filebin.net oshi.at filetransfer.io send.vis.ee sendgb.com smash.com
      fromsmash.com dropmefiles.com file.fm uploadfiles.io rapidgator.net turbobit.net nitroflare.com 1fichier.com degoo.com pcloud.com
      box.com app.box.com drive.google.com onedrive.live.com 1drv.ms ipfs.io dweb.link cloudflare-ipfs.com gateway.pinata.cloud`,
  }),
  hosts({
    id: 'code-hosting',
    name: 'code hosting',
    why: "It keeps anybody's code; the repository is the indicator.",
    action: 'host-only',
    entries: `
      github.com raw.githubusercontent.com gist.github.com gist.githubusercontent.com objects.githubusercontent.com codeload.github.com gitlab.com
      bitbucket.org sourceforge.net codeberg.org gitee.com gitea.com sr.ht launchpad.net npmjs.com registry.npmjs.org pypi.org
      files.pythonhosted.org rubygems.org crates.io hub.docker.com registry-1.docker.io huggingface.co codepen.io jsfiddle.net replit.com`,
  }),
  hosts({
    id: 'mail-providers',
    name: 'mail providers',
    why: 'It gives a mailbox to anybody; the mailbox is the indicator.',
    action: 'host-only',
    entries: `
      gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk yahoo.co.jp ymail.com rocketmail.com aol.com icloud.com
      me.com mac.com proton.me protonmail.com pm.me tutanota.com tutamail.com tuta.io gmx.com gmx.net gmx.de web.de t-online.de freenet.de mail.com
      mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ya.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com yeah.net naver.com hanmail.net
      daum.net zoho.com zohomail.com fastmail.com hushmail.com mailbox.org posteo.de orange.fr wanadoo.fr free.fr laposte.net libero.it
      virgilio.it wp.pl o2.pl onet.pl interia.pl seznam.cz ukr.net i.ua rediffmail.com bol.com.br uol.com.br terra.com.br cock.li`,
  }),
  values({
    id: 'contact-mailboxes',
    name: 'mailboxes to report to',
    why: 'Reports name it as the place to write to.',
    action: 'suppress',
    entries: `
      abuse@ripe.net hostmaster@ripe.net abuse@arin.net hostmaster@arin.net helpdesk@apnic.net abuse@cloudflare.com abuse@amazonaws.com
      abuse@microsoft.com abuse@google.com network-abuse@google.com phishing-report@us-cert.gov report@phishing.gov.uk contact@abuse.ch
      abuse@namecheap.com abuse@godaddy.com abuse@ovh.net abuse@hetzner.com abuse@digitalocean.com registrar-abuse@cloudflare.com
      domainabuse@tucows.com abuse@publicdomainregistry.com abuse@web.com trustandsafety@support.aws.com`,
  }),
]
