/** A part of the kernel's interface that cannot be had on this machine. */
export interface NotHere {
  readonly isHere: false;
  /** Why, as a clause for people: `the optional package koffi is not installed`. */
  readonly because: string;
}

/** Calls of the C library that Node has no words for. They give -1 on failure; {@link Libc.errno} then tells which. */
export interface Libc {
  readonly isHere: true;
  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: Uint8Array, length: number): number;
  setsockopt(fd: number, level: number, name: number, value: Uint8Array, length: number): number;
  /** The same in a thread of its own, for what takes the kernel long; tells whether it went well. */
  setsockoptAside(fd: number, level: number, name: number, value: Uint8Array): Promise<boolean>;
  /** `length` holds the size of `value` as a 32-bit word, and then how much of it was filled. */
  getsockopt(fd: number, level: number, name: number, value: Uint8Array, length: Uint8Array): number;
  /** Takes a `struct msghdr` of 64-bit systems. */
  recvmsg(fd: number, message: Uint8Array, flags: number): number;
  /** A second descriptor of the same socket. */
  dup(fd: number): number;
  close(fd: number): number;
  /** Shared memory with a descriptor, readable and writable, from its beginning; null on failure. */
  mmap(fd: number, size: number): bigint | null;
  munmap(address: bigint, size: number): number;
  /** {@link close} in a thread of its own, of which nobody waits for the end. */
  closeAside(fd: number): void;
  /** The memory at an address: a view, not a copy, and no longer to be touched once it is unmapped. */
  memory(address: bigint, size: number): Buffer;
  /** The address of a buffer's bytes, valid for as long as the buffer is. */
  addressOf(bytes: Uint8Array): bigint;
  /** The wall clock, by which the kernel stamps packets, as milliseconds since 1970 to a fraction of a microsecond. */
  wallClock(): number;
  /** The errno of the last call that failed, as a name such as `EPERM`. */
  errno(): string;
}

type Koffi = typeof import('koffi').default;

/** The layouts that are read and written here are those of Linux on these: 64 bits, low byte first. */
const knownMachines: readonly string[] = ['x64', 'arm64', 'riscv64', 'loong64'];

/** sys/mman.h */
const PROT_READ_WRITE = 0x3;
const MAP_SHARED = 0x1;
const MAP_FAILED = 0xffff_ffff_ffff_ffffn;
/** time.h */
const CLOCK_REALTIME = 0;

let loading: Promise<Libc | NotHere> | null = null;
let loaded: Libc | null = null;

/**
 * The C library by way of the optional package koffi, loaded at the first call, which takes some 12 ms. What it gives is
 * the same for the whole life of the process.
 */
export function loadLibc(): Promise<Libc | NotHere> {
  loading ??= load().then(found => {
    if (found.isHere) loaded = found;
    return found;
  });
  return loading;
}

/** The C library where it has been loaded by now: whoever would not wait for it asks here. */
export function libcAtHand(): Libc | null {
  return loaded;
}

async function load(): Promise<Libc | NotHere> {
  const { platform, arch } = process;
  if (platform !== 'linux' || !knownMachines.includes(arch)) {
    return {
      isHere: false,
      because: `the kernel is asked on Linux (${knownMachines.join(', ')}), and this is ${platform} (${arch})`,
    };
  }
  try {
    return declare((await import('koffi')).default);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && /MODULE_NOT_FOUND/.test(String(error.code));
    return {
      isHere: false,
      because: `the optional package koffi ${isMissing ? 'is not installed' : `does not load: ${error}`}`,
    };
  }
}

function declare(koffi: Koffi): Libc {
  // What the process itself is linked to: musl's library has another name than glibc's.
  const library = koffi.load(null);
  const mmap = library.func(
    'void *mmap(void *address, size_t size, int protection, int flags, int fd, int64_t offset)',
  );
  const clockGettime = library.func('int clock_gettime(int clock, _Out_ uint8_t *time)');
  const setsockopt = library.func('int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)');
  const close = library.func('int close(int fd)');
  const { errno: numbers } = koffi.os;
  return {
    isHere: true,
    socket: library.func('int socket(int domain, int type, int protocol)'),
    bind: library.func('int bind(int fd, const uint8_t *address, uint32_t length)'),
    setsockopt,
    setsockoptAside: (fd, level, name, value) =>
      new Promise(resolve => {
        setsockopt.async(fd, level, name, value, value.length, (error: Error | null, result: number) =>
          resolve(error === null && result === 0),
        );
      }),
    getsockopt: library.func(
      'int getsockopt(int fd, int level, int name, _Inout_ uint8_t *value, _Inout_ uint8_t *length)',
    ),
    recvmsg: library.func('intptr_t recvmsg(int fd, _Inout_ uint8_t *message, int flags)'),
    dup: library.func('int dup(int fd)'),
    close,
    closeAside: fd => close.async(fd, () => undefined),
    mmap(fd, size) {
      const address: bigint | null = mmap(null, size, PROT_READ_WRITE, MAP_SHARED, fd, 0);
      return address === null || address === MAP_FAILED ? null : address;
    },
    munmap: library.func('int munmap(void *address, size_t size)'),
    memory: (address, size) => Buffer.from(koffi.view(address, size)),
    addressOf: bytes => koffi.address(bytes),
    wallClock() {
      const time = Buffer.alloc(16);
      clockGettime(CLOCK_REALTIME, time);
      return Number(time.readBigInt64LE(0)) * 1e3 + Number(time.readBigInt64LE(8)) / 1e6;
    },
    errno() {
      const number = koffi.errno();
      return Object.entries(numbers).find(([, value]) => value === number)?.[0] ?? `errno ${number}`;
    },
  };
}
