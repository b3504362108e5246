import koffi from 'koffi';

/** linux/if_tun.h */
const TUNSETIFF = 0x400454ca;
const IFF_TUN = 0x0001;
const IFF_NO_PI = 0x1000;
/** struct ifreq: 16 bytes of name, then the flags. */
const ifreqSize = 40;
const interfaceNameSize = 16;
/** fcntl.h */
const O_RDWR = 0o2;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
/** poll.h */
const POLLIN = 0x001;
const pollfdSize = 8;
/** errno.h */
const EINTR = 4;

/** Larger than any packet of a device with the usual MTU of 1,500. */
const largestPacket = 65_536;

const libc = koffi.load('libc.so.6');
koffi.struct('timespec', { tv_sec: 'int64_t', tv_nsec: 'int64_t' });
const open = libc.func('int open(const char *path, int flags)');
const ioctl = libc.func('int ioctl(int fd, unsigned long request, _Inout_ uint8_t *argument)');
const read = libc.func('intptr_t read(int fd, _Out_ uint8_t *buffer, size_t size)');
const write = libc.func('intptr_t write(int fd, const uint8_t *buffer, size_t size)');
const ppoll = libc.func('int ppoll(_Inout_ uint8_t *fds, unsigned long count, const timespec *timeout, void *mask)');

/**
 * A TUN device as its far end sees it: what the kernel sends out through the device is read here, what is written here
 * arrives at the kernel. The device lives as long as this process, and stays attached when it is moved to another
 * network namespace.
 */
export class Tun {
  readonly #fd: number;
  readonly #buffer = Buffer.alloc(largestPacket);

  constructor(readonly name: string) {
    this.#fd = open('/dev/net/tun', O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (this.#fd < 0) throw new Error(`cannot open /dev/net/tun: errno ${koffi.errno()}`);
    const request = Buffer.alloc(ifreqSize);
    request.write(name, 'latin1');
    request.writeUInt16LE(IFF_TUN | IFF_NO_PI, interfaceNameSize);
    if (ioctl(this.#fd, TUNSETIFF, request) < 0) throw new Error(`cannot make ${name}: errno ${koffi.errno()}`);
  }

  /** The next packet that waits, or null. */
  read(): Buffer | null {
    const length = Number(read(this.#fd, this.#buffer, largestPacket));
    return length > 0 ? Buffer.from(this.#buffer.subarray(0, length)) : null;
  }

  /** A packet that the kernel does not take (the device is down, the queue full) is lost, as on any path. */
  write(packet: Buffer): void {
    write(this.#fd, packet, packet.length);
  }

  /** Sleeps until one of the devices has a packet or the time is up; null waits for ever. Blocks the whole process. */
  static wait(devices: readonly Tun[], timeoutMs: number | null): void {
    const fds = Buffer.alloc(pollfdSize * devices.length);
    for (const [index, device] of devices.entries()) {
      fds.writeInt32LE(device.#fd, index * pollfdSize);
      fds.writeInt16LE(POLLIN, index * pollfdSize + 4);
    }
    const timeout = timeoutMs === null ? null : toTimespec(timeoutMs);
    if (ppoll(fds, devices.length, timeout, null) < 0 && koffi.errno() !== EINTR) {
      throw new Error(`cannot wait for packets: errno ${koffi.errno()}`);
    }
  }
}

function toTimespec(ms: number): { tv_sec: number; tv_nsec: number } {
  return { tv_sec: Math.floor(ms / 1000), tv_nsec: Math.floor((ms % 1000) * 1_000_000) };
}
