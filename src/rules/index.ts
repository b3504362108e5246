import type { Rule } from '../analysis/define-rule.ts';
import loginDeniedByPolicy from './auth/login-denied-by-policy.ts';
import loginRefused from './auth/login-refused.ts';
import loginStalled from './auth/login-stalled.ts';
import passwordInClear from './auth/password-in-clear.ts';
import nameLookupFailed from './dns/name-lookup-failed.ts';
import nameNotFound from './dns/name-not-found.ts';
import activeConnectionNeverArrives from './firewall/active-connection-never-arrives.ts';
import activeConnectionRefused from './firewall/active-connection-refused.ts';
import authTlsBlocked from './firewall/auth-tls-blocked.ts';
import controlIdleDrop from './firewall/control-idle-drop.ts';
import controlPortFiltered from './firewall/control-port-filtered.ts';
import controlPortRejected from './firewall/control-port-rejected.ts';
import epsvBlocked from './firewall/epsv-blocked.ts';
import inboundBlockedLocally from './firewall/inbound-blocked-locally.ts';
import lostBetween from './firewall/lost-between.ts';
import modeCommandUnanswered from './firewall/mode-command-unanswered.ts';
import passiveConnectionNeverArrives from './firewall/passive-connection-never-arrives.ts';
import passivePortFiltered from './firewall/passive-port-filtered.ts';
import passivePortRefused from './firewall/passive-port-refused.ts';
import passivePortRejected from './firewall/passive-port-rejected.ts';
import passiveRangePartlyOpen from './firewall/passive-range-partly-open.ts';
import pasvBlocked from './firewall/pasv-blocked.ts';
import resetForged from './firewall/reset-forged.ts';
import activeAddressMismatch from './mode-mismatch/active-address-mismatch.ts';
import activeRefusedByPolicy from './mode-mismatch/active-refused-by-policy.ts';
import eprtRefused from './mode-mismatch/eprt-refused.ts';
import epsvRefused from './mode-mismatch/epsv-refused.ts';
import passiveRefused from './mode-mismatch/passive-refused.ts';
import pasvOnIpv6Refused from './mode-mismatch/pasv-on-ipv6-refused.ts';
import pasvRefused from './mode-mismatch/pasv-refused.ts';
import activeArgumentRewritten from './nat/active-argument-rewritten.ts';
import activeClientHidden from './nat/active-client-hidden.ts';
import activeRefusedClientNat from './nat/active-refused-client-nat.ts';
import algAtWork from './nat/alg-at-work.ts';
import algBlindedActive from './nat/alg-blinded-active.ts';
import algBlindedPassive from './nat/alg-blinded-passive.ts';
import dataPeerDropped from './nat/data-peer-dropped.ts';
import dataPeerRejected from './nat/data-peer-rejected.ts';
import epsvAnswered227 from './nat/epsv-answered-227.ts';
import pasvAddressMasked from './nat/pasv-address-masked.ts';
import pasvAnswered229 from './nat/pasv-answered-229.ts';
import pasvHairpin from './nat/pasv-hairpin.ts';
import pasvOtherAddress from './nat/pasv-other-address.ts';
import pasvPrivateAddress from './nat/pasv-private-address.ts';
import rewrittenBetween from './nat/rewritten-between.ts';
import activeHandshakeIncomplete from './network/active-handshake-incomplete.ts';
import activeListenerFailed from './network/active-listener-failed.ts';
import addressUnreachable from './network/address-unreachable.ts';
import completionMissing from './network/completion-missing.ts';
import controlConnectionLost from './network/control-connection-lost.ts';
import dataConnectionCut from './network/data-connection-cut.ts';
import hostUnreachableOnLink from './network/host-unreachable-on-link.ts';
import localConnectFailed from './network/local-connect-failed.ts';
import noRoute from './network/no-route.ts';
import packetLoss from './network/packet-loss.ts';
import passiveConnectImpossible from './network/passive-connect-impossible.ts';
import pathMtuBlackHole from './network/path-mtu-black-hole.ts';
import segmentsShortened from './network/segments-shortened.ts';
import transferAborted from './network/transfer-aborted.ts';
import transferStalled from './network/transfer-stalled.ts';
import epsvMalformedReply from './protocol/epsv-malformed-reply.ts';
import greetingMalformed from './protocol/greeting-malformed.ts';
import listingEndless from './protocol/listing-endless.ts';
import loginReplyMalformed from './protocol/login-reply-malformed.ts';
import pasvImpossibleAddress from './protocol/pasv-impossible-address.ts';
import pasvMalformedReply from './protocol/pasv-malformed-reply.ts';
import pretRequired from './protocol/pret-required.ts';
import transferReplyMalformed from './protocol/transfer-reply-malformed.ts';
import wrongProtocolHttp from './protocol/wrong-protocol-http.ts';
import wrongProtocolMail from './protocol/wrong-protocol-mail.ts';
import wrongProtocolSsh from './protocol/wrong-protocol-ssh.ts';
import activeConnectionNotMade from './server/active-connection-not-made.ts';
import activeFromOtherAddress from './server/active-from-other-address.ts';
import activeNotFromPort20 from './server/active-not-from-port-20.ts';
import connectionLimit from './server/connection-limit.ts';
import controlConnectionIntermittent from './server/control-connection-intermittent.ts';
import controlIdleLimit from './server/control-idle-limit.ts';
import controlPortRefused from './server/control-port-refused.ts';
import dataConnectionDenied from './server/data-connection-denied.ts';
import dataFromAnotherHost from './server/data-from-another-host.ts';
import dataMissing from './server/data-missing.ts';
import dataPortsExhausted from './server/data-ports-exhausted.ts';
import greetingClosed from './server/greeting-closed.ts';
import greetingMissing from './server/greeting-missing.ts';
import greetingSlow from './server/greeting-slow.ts';
import listingEmpty from './server/listing-empty.ts';
import pasvLoopbackAddress from './server/pasv-loopback-address.ts';
import pasvUnspecifiedAddress from './server/pasv-unspecified-address.ts';
import pathNotListable from './server/path-not-listable.ts';
import serviceUnavailable from './server/service-unavailable.ts';
import storageExhausted from './server/storage-exhausted.ts';
import transferLocalError from './server/transfer-local-error.ts';
import transferRefused from './server/transfer-refused.ts';
import transferUnanswered from './server/transfer-unanswered.ts';
import anonymousEncryptionRefused from './tls/anonymous-encryption-refused.ts';
import certificateDiffersOnData from './tls/certificate-differs-on-data.ts';
import certificateExpired from './tls/certificate-expired.ts';
import certificateUntrusted from './tls/certificate-untrusted.ts';
import certificateWrongName from './tls/certificate-wrong-name.ts';
import dataTlsFailed from './tls/data-tls-failed.ts';
import portSpeaksTls from './tls/port-speaks-tls.ts';
import protPRefused from './tls/prot-p-refused.ts';
import protPRequired from './tls/prot-p-required.ts';
import tlsHandshakeFailed from './tls/tls-handshake-failed.ts';
import tlsHandshakeStalled from './tls/tls-handshake-stalled.ts';
import tlsModeMismatch from './tls/tls-mode-mismatch.ts';
import tlsNotOffered from './tls/tls-not-offered.ts';
import tlsRequired from './tls/tls-required.ts';
import tlsSessionReuseRequired from './tls/tls-session-reuse-required.ts';

/** Every rule. Generated from the folder by `test/registry.test.ts`; not to be edited by hand. */
export const rules: readonly Rule[] = [
  loginDeniedByPolicy,
  loginRefused,
  loginStalled,
  passwordInClear,
  nameLookupFailed,
  nameNotFound,
  activeConnectionNeverArrives,
  activeConnectionRefused,
  authTlsBlocked,
  controlIdleDrop,
  controlPortFiltered,
  controlPortRejected,
  epsvBlocked,
  inboundBlockedLocally,
  lostBetween,
  modeCommandUnanswered,
  passiveConnectionNeverArrives,
  passivePortFiltered,
  passivePortRefused,
  passivePortRejected,
  passiveRangePartlyOpen,
  pasvBlocked,
  resetForged,
  activeAddressMismatch,
  activeRefusedByPolicy,
  eprtRefused,
  epsvRefused,
  passiveRefused,
  pasvOnIpv6Refused,
  pasvRefused,
  activeArgumentRewritten,
  activeClientHidden,
  activeRefusedClientNat,
  algAtWork,
  algBlindedActive,
  algBlindedPassive,
  dataPeerDropped,
  dataPeerRejected,
  epsvAnswered227,
  pasvAddressMasked,
  pasvAnswered229,
  pasvHairpin,
  pasvOtherAddress,
  pasvPrivateAddress,
  rewrittenBetween,
  activeHandshakeIncomplete,
  activeListenerFailed,
  addressUnreachable,
  completionMissing,
  controlConnectionLost,
  dataConnectionCut,
  hostUnreachableOnLink,
  localConnectFailed,
  noRoute,
  packetLoss,
  passiveConnectImpossible,
  pathMtuBlackHole,
  segmentsShortened,
  transferAborted,
  transferStalled,
  epsvMalformedReply,
  greetingMalformed,
  listingEndless,
  loginReplyMalformed,
  pasvImpossibleAddress,
  pasvMalformedReply,
  pretRequired,
  transferReplyMalformed,
  wrongProtocolHttp,
  wrongProtocolMail,
  wrongProtocolSsh,
  activeConnectionNotMade,
  activeFromOtherAddress,
  activeNotFromPort20,
  connectionLimit,
  controlConnectionIntermittent,
  controlIdleLimit,
  controlPortRefused,
  dataConnectionDenied,
  dataFromAnotherHost,
  dataMissing,
  dataPortsExhausted,
  greetingClosed,
  greetingMissing,
  greetingSlow,
  listingEmpty,
  pasvLoopbackAddress,
  pasvUnspecifiedAddress,
  pathNotListable,
  serviceUnavailable,
  storageExhausted,
  transferLocalError,
  transferRefused,
  transferUnanswered,
  anonymousEncryptionRefused,
  certificateDiffersOnData,
  certificateExpired,
  certificateUntrusted,
  certificateWrongName,
  dataTlsFailed,
  portSpeaksTls,
  protPRefused,
  protPRequired,
  tlsHandshakeFailed,
  tlsHandshakeStalled,
  tlsModeMismatch,
  tlsNotOffered,
  tlsRequired,
  tlsSessionReuseRequired,
];
