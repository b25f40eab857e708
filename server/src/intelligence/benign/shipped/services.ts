/** Hosts that machines call by themselves, and that reports mention: in every sandbox run, malicious in none. */
import { POPULAR_DOMAINS } from './popular-domains.ts'
import { hosts } from './shipped-list.ts'

export const SERVICES = [
  hosts({
    id: 'popular-domains',
    name: 'popular domains',
    why: 'It is used by millions; look for the URL or sub-domain that was meant.',
    action: 'suppress',
    entries: POPULAR_DOMAINS,
  }),
  hosts({
    id: 'own-address-services',
    name: 'own-address services',
    why: 'It only tells a machine its own address.',
    action: 'suppress',
    entries: `
      2ip.ru api.2ip.ua api.ip.sb api.ipify.org api.my-ip.io api.myip.com api64.ipify.org bot.whatismyipaddress.com checkip.amazonaws.com
      checkip.dyndns.com checkip.dyndns.org checkip.global.api.aws curlmyip.net db-ip.com eth0.me freegeoip.app freegeoip.net geoip.nekudo.com
      geoplugin.net icanhazip.com ident.me ifconfig.co ifconfig.io ifconfig.me ip-api.com ip-score.com ip.me ip.seeip.org ip4.me ip6.me
      ipapi.co ipecho.net iplogger.org ipify.org ipinfo.io iplocation.net ipstack.com ipv4.icanhazip.com ipwho.is ipwhois.app ipwhois.io
      l2.io myexternalip.com myip.com myip.dnsomatic.com myip.opendns.com reallyfreegeoip.org resolver1.opendns.com showmyip.com
      whatismyip.akamai.com whatismyip.com whatismyipaddress.com wtfismyip.com www.geoplugin.net`,
  }),
  hosts({
    id: 'certificate-status',
    name: 'certificate status (OCSP, CRL)',
    why: 'Machines ask it whether a certificate still holds.',
    action: 'suppress',
    entries: `
      ocsp.digicert.com ocsp.digicert.cn crl3.digicert.com crl4.digicert.com cacerts.digicert.com status.geotrust.com status.rapidssl.com
      status.thawte.com ocsp.sectigo.com crl.sectigo.com crt.sectigo.com ocsp.usertrust.com crl.usertrust.com crt.usertrust.com ocsp.comodoca.com
      crl.comodoca.com crt.comodoca.com ocsp.globalsign.com ocsp2.globalsign.com crl.globalsign.com crl.globalsign.net secure.globalsign.com
      ocsp.godaddy.com crl.godaddy.com certificates.godaddy.com ocsp.starfieldtech.com crl.starfieldtech.com ocsp.entrust.net crl.entrust.net
      aia.entrust.net ocsp.pki.goog crl.pki.goog c.pki.goog o.pki.goog i.pki.goog pki.goog r3.o.lencr.org r10.o.lencr.org r11.o.lencr.org
      r3.i.lencr.org r10.i.lencr.org r11.i.lencr.org x1.c.lencr.org e5.o.lencr.org e6.o.lencr.org ocsp.int-x3.letsencrypt.org
      isrg.trustid.ocsp.identrust.com commercial.ocsp.identrust.com crl.identrust.com apps.identrust.com ocsp.rootca1.amazontrust.com
      ocsp.sca1b.amazontrust.com crl.rootca1.amazontrust.com crt.rootca1.amazontrust.com o.ss2.us x.ss2.us s.ss2.us ocsp.msocsp.com
      oneocsp.microsoft.com crl.microsoft.com mscrl.microsoft.com www.microsoft.com ocsp.apple.com ocsp2.apple.com crl.apple.com certs.apple.com
      valid.apple.com ocsp.verisign.com crl.verisign.com ocsp.thawte.com crl.thawte.com ocsp.buypass.com crl.buypass.no ocsp.certum.pl
      subca.ocsp-certum.com crl.certum.pl ocsp.quovadisglobal.com crl.quovadisglobal.com ocsp.swisssign.net crl.swisssign.net
      ocsp.trust-provider.com ocsp.trust-provider.cn ocsp.wisekey.com ocsp.camerfirma.com ocsp.accv.es ocsp.dcocsp.cn statuse.digitalcertvalidation.com
      ocsp.trustwave.com crl.trustwave.com zerossl.ocsp.sectigo.com zerossl.crt.sectigo.com`,
  }),
  hosts({
    id: 'system-updates',
    name: 'updates of operating systems',
    why: 'Machines fetch their updates there.',
    action: 'suppress',
    entries: `
      windowsupdate.com download.windowsupdate.com ctldl.windowsupdate.com au.download.windowsupdate.com update.microsoft.com
      fe2.update.microsoft.com fe3.delivery.mp.microsoft.com sls.update.microsoft.com slscr.update.microsoft.com dl.delivery.mp.microsoft.com
      tlu.dl.delivery.mp.microsoft.com tsfe.trafficshaping.dsp.mp.microsoft.com go.microsoft.com settings-win.data.microsoft.com
      v10.events.data.microsoft.com v20.events.data.microsoft.com watson.telemetry.microsoft.com self.events.data.microsoft.com
      definitionupdates.microsoft.com wdcp.microsoft.com swscan.apple.com swcdn.apple.com swdist.apple.com swdownload.apple.com mesu.apple.com
      gdmf.apple.com updates.cdn-apple.com updates-http.cdn-apple.com xp.apple.com gs.apple.com archive.ubuntu.com security.ubuntu.com
      ports.ubuntu.com changelogs.ubuntu.com api.snapcraft.io deb.debian.org security.debian.org ftp.debian.org mirrors.fedoraproject.org
      dl.fedoraproject.org mirrorlist.centos.org mirror.centos.org vault.centos.org cdn.redhat.com subscription.rhsm.redhat.com
      download.opensuse.org dl-cdn.alpinelinux.org mirrors.kernel.org geo.mirror.pkgbuild.com repo.almalinux.org dl.rockylinux.org
      packages.microsoft.com dl.google.com edgedl.me.gvt1.com update.googleapis.com clients2.google.com tools.google.com aus5.mozilla.org
      download.mozilla.org download-installer.cdn.mozilla.net ardownload.adobe.com armmf.adobe.com javadl-esd-secure.oracle.com`,
  }),
  hosts({
    id: 'captive-portals',
    name: 'captive-portal checks',
    why: 'Machines ask it whether they are online.',
    action: 'suppress',
    entries: `
      captive.apple.com www.apple.com connectivitycheck.gstatic.com connectivitycheck.android.com clients1.google.com clients3.google.com
      clients4.google.com android.clients.google.com detectportal.firefox.com www.msftconnecttest.com www.msftncsi.com dns.msftncsi.com
      ipv6.msftconnecttest.com ipv6.msftncsi.com nmcheck.gnome.org network-test.debian.org connectivity-check.ubuntu.com
      fedoraproject.org conncheck.opensuse.org ping.archlinux.org networkcheck.kde.org connect.rom.miui.com www.google.com www.gstatic.com
      spectrum.s3.amazonaws.com wifi.vivo.com.cn conn1.oppomobile.com connectivitycheck.platform.hicloud.com`,
  }),
  hosts({
    id: 'time-hosts',
    name: 'names of time servers',
    why: 'It tells the time to anybody who asks.',
    action: 'suppress',
    entries: `
      pool.ntp.org ntp.org time.windows.com time.apple.com time.google.com time.cloudflare.com time.nist.gov time.facebook.com ntp.ubuntu.com
      time.android.com 0.pool.ntp.org 1.pool.ntp.org 2.pool.ntp.org 3.pool.ntp.org europe.pool.ntp.org ptbtime1.ptb.de ptbtime2.ptb.de
      ntp1.aliyun.com ntp.aliyun.com ntp.tencent.com time.asia.apple.com time.euro.apple.com`,
  }),
  hosts({
    id: 'trackers',
    name: 'trackers and analytics',
    why: 'Every second page of the web loads it; sandboxes record it beside what was meant.',
    action: 'evidence',
    beneath: true,
    entries: `
      google-analytics.com googletagmanager.com googletagservices.com doubleclick.net googlesyndication.com googleadservices.com adservice.google.com
      scorecardresearch.com quantserve.com chartbeat.com chartbeat.net hotjar.com mixpanel.com segment.io segment.com amplitude.com fullstory.com
      mouseflow.com crazyegg.com newrelic.com nr-data.net bugsnag.com sentry.io criteo.com criteo.net taboola.com outbrain.com adnxs.com
      rubiconproject.com pubmatic.com openx.net casalemedia.com indexww.com adsrvr.org bluekai.com demdex.net omtrdc.net everesttech.net
      krxd.net rlcdn.com mathtag.com moatads.com adform.net smartadserver.com yieldlab.net teads.tv sharethis.com addthis.com matomo.cloud
      clarity.ms bat.bing.com mc.yandex.ru counter.yadro.ru top-fwz1.mail.ru hm.baidu.com cnzz.com umeng.com branch.io appsflyer.com adjust.com`,
  }),
  hosts({
    id: 'security-vendors',
    name: 'publications of the security trade',
    why: 'Reports cite it: it writes about malice.',
    action: 'suppress',
    entries: `
      virustotal.com www.virustotal.com abuse.ch urlhaus.abuse.ch bazaar.abuse.ch threatfox.abuse.ch feodotracker.abuse.ch sslbl.abuse.ch
      malpedia.caad.fkie.fraunhofer.de attack.mitre.org cve.mitre.org nvd.nist.gov cisa.gov www.cisa.gov us-cert.gov securelist.com
      welivesecurity.com blog.talosintelligence.com talosintelligence.com unit42.paloaltonetworks.com thedfirreport.com krebsonsecurity.com
      bleepingcomputer.com thehackernews.com securityaffairs.com darkreading.com therecord.media research.checkpoint.com
      blog.sekoia.io blog.malwarebytes.com threatpost.com securityweek.com isc.sans.edu sentinelone.com www.sentinelone.com crowdstrike.com
      www.crowdstrike.com mandiant.com www.mandiant.com microsoft.com proofpoint.com www.proofpoint.com news.sophos.com trendmicro.com
      www.trendmicro.com blog.checkpoint.com symantec-enterprise-blogs.security.com labs.withsecure.com blog.google googleprojectzero.blogspot.com
      any.run app.any.run joesandbox.com www.joesandbox.com hybrid-analysis.com www.hybrid-analysis.com tria.ge intezer.com analyze.intezer.com
      otx.alienvault.com shodan.io www.shodan.io censys.io search.censys.io urlscan.io greynoise.io abuseipdb.com www.abuseipdb.com
      circl.lu www.circl.lu misp-project.org cert.pl cert.ssi.gouv.fr bsi.bund.de ncsc.gov.uk www.ncsc.gov.uk jpcert.or.jp`,
  }),
  hosts({
    id: 'antivirus-hosts',
    name: 'hosts of virus scanners',
    why: 'A scanner asks it about files, or fetches its signatures there.',
    action: 'evidence',
    beneath: true,
    entries: `
      kaspersky-labs.com ksn.kaspersky-labs.com avast.com avcdn.net avg.com avira.com avira-update.com bitdefender.net eset.com
      f-secure.com fsapi.com mcafee.com trendmicro.com sophosxl.net sophosupd.com drweb.com clamav.net database.clamav.net
      malwarebytes.com webrootcloudav.com pandasecurity.com cylance.com cloudsink.net sentinelone.net`,
  }),
  hosts({
    id: 'resolver-hosts',
    name: 'names of public resolvers',
    why: 'It answers DNS questions over HTTPS or TLS for anybody.',
    action: 'suppress',
    entries: `
      dns.google dns.google.com cloudflare-dns.com one.one.one.one mozilla.cloudflare-dns.com security.cloudflare-dns.com family.cloudflare-dns.com
      dns.quad9.net dns9.quad9.net dns10.quad9.net dns11.quad9.net doh.opendns.com dns.opendns.com dns.adguard.com dns.adguard-dns.com
      doh.cleanbrowsing.org dns.nextdns.io doh.dns.sb dns.alidns.com doh.pub dot.pub dns.twnic.tw dns.mullvad.net doh.mullvad.net
      freedns.controld.com resolver1.opendns.com`,
  }),
  hosts({
    id: 'sinkhole-hosts',
    name: 'names of sinkholes',
    why: 'It belongs to defenders: machines that still call it are infected. That is a sign, not a harmless name.',
    action: 'note',
    beneath: true,
    entries: `
      sinkhole.shadowserver.org sinkhole.cert.pl sinkhole.tech microsoftinternetsafety.net conficker-sinkhole.com conficker-sinkhole.net
      conficker-sinkhole.org kryptoslogicsinkhole.com kryptoslogicsinkhole.net kryptoslogicsinkhole.org kryptoslogicsinkhole.me zinkhole.org
      arbor-sinkhole.net suspended-domain.com csof.net`,
  }),
]
