import type { ServerConfig } from '../config.ts';
import { type Connections, noConnections, readConnections } from './sources/connections.ts';
import { oneTenant, readTenants, type TenantOf } from './tenants.ts';

/** The configured tenants, or one. */
export const tenantsOf = ({ tenantsFile }: Pick<ServerConfig, 'tenantsFile'>): TenantOf =>
  tenantsFile === null ? oneTenant : readTenants(tenantsFile);

/** The configured connections, or none. */
export const connectionsOf = (
  { sourcesFile }: Pick<ServerConfig, 'sourcesFile'>,
  environment: Readonly<Record<string, string | undefined>>,
): Connections => (sourcesFile === null ? noConnections : readConnections(sourcesFile, environment));
