/** How long the header of a link layer is, by its type, where the packet in it is none of IP; unknown ones have none. */
export function linkHeaderLength(linkType: number): number {
  return lengths[linkType] ?? 0;
}

const lengths: Readonly<Record<number, number>> = { 0: 4, 1: 14, 108: 4, 113: 16, 276: 20 };
