import ipaddr from 'ipaddr.js';
import type { Endpoint } from '../../../core/endpoint.ts';
import { decodeEprt, decodePort, parseExtendedPassiveReply, parsePassiveReply } from '../../../ftp/host-port.ts';
import type { Parsed } from '../../../ftp/parsed.ts';
import type { TcpSegment } from '../../capture/tcp-segment.ts';
import type { ControlConnection, Direction } from './control-connections.ts';

/** Ports below it belong to services; FTP's own for data is 20. */
const firstDataPort = 1024;
const ftpData = 20;

/** The ends of data connections, as they were announced, or any between two hosts where TLS hides what is announced. */
export class DataEndpoints {
  readonly #endpoints = new Set<string>();
  readonly #hiddenPairs = new Set<string>();

  /** Takes one line of a control connection. A NAT may have replaced the address, so its port counts at the speaker too. */
  hear(line: string, speaker: Direction['speaker'], { clientHost, serverHost }: ControlConnection): void {
    const announced = speaker === 'server' ? announcedByServer(line, serverHost) : announcedByClient(line);
    if (announced === null) return;
    this.#endpoints.add(keyOf(normal(announced.host), announced.port));
    this.#endpoints.add(keyOf(speaker === 'server' ? serverHost : clientHost, announced.port));
  }

  /** What is announced between these two cannot be read. */
  hide({ clientHost, serverHost }: ControlConnection): void {
    this.#hiddenPairs.add(`${clientHost} ${serverHost}`);
    this.#hiddenPairs.add(`${serverHost} ${clientHost}`);
  }

  has(source: string, destination: string, { sourcePort, destinationPort }: TcpSegment): boolean {
    if (this.#endpoints.has(keyOf(source, sourcePort)) || this.#endpoints.has(keyOf(destination, destinationPort))) {
      return true;
    }
    const mayBeData = isDataPort(sourcePort) && isDataPort(destinationPort);
    return mayBeData && this.#hiddenPairs.has(`${source} ${destination}`);
  }
}

function announcedByServer(line: string, serverHost: string): Endpoint | null {
  if (/^227[ -]/.test(line)) return known(parsePassiveReply(line.slice(4)));
  if (!/^229[ -]/.test(line)) return null;
  const port = known(parseExtendedPassiveReply(line.slice(4)));
  return port === null ? null : { host: serverHost, port };
}

function announcedByClient(line: string): Endpoint | null {
  const [, verb = '', argument = ''] = /^\s*(PORT|EPRT) (.*)$/i.exec(line) ?? [];
  if (verb === '') return null;
  return known(verb.toUpperCase() === 'PORT' ? decodePort(argument) : decodeEprt(argument));
}

function known<Value>(parsed: Parsed<Value>): Value | null {
  return parsed.ok ? parsed.value : null;
}

function isDataPort(port: number): boolean {
  return port >= firstDataPort || port === ftpData;
}

/** EPRT may write an IPv6 address in more ways than one. */
function normal(host: string): string {
  return ipaddr.isValid(host) ? ipaddr.process(host).toString() : host;
}

function keyOf(host: string, port: number): string {
  return `${host} ${port}`;
}
