import { BlockList, isIP } from 'node:net';

/**
 * Whether an address is somebody's on the internet: not this machine, not its networks, not those of a cloud's own
 * services, and none that stands for another one.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !internal.check(bare, 'ipv4');
  if (family === 6) return unicast.check(bare, 'ipv6') && !internal.check(bare, 'ipv6');
  return false;
}

/** All that is given to networks on the internet; whatever lies outside of it is for something else. */
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');

const internal = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  internal.addSubnet(network, bits, 'ipv4');
// Tunnels carry an IPv4 address inside, and the rest is for books.
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  internal.addSubnet(network, bits, 'ipv6');
