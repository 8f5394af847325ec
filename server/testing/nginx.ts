import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, freePort, saying } from './processes.ts';
import { findService } from './programs.ts';
import { type AtEnd, temporaryFolder } from './temporary-server.ts';

export interface TemporaryProxy {
  readonly url: string;
  /** The same origin behind a cache that goes by `CDN-Cache-Control` alone, as a CDN does. */
  readonly edge: string;
}

/** A real nginx as a caching proxy before a server; `kept`: seconds for which the CDN keeps what it may keep. */
export async function temporaryProxy(origin: string, kept: number, atEnd: AtEnd): Promise<TemporaryProxy> {
  const programs = findService('nginx');
  if (programs === null) throw new Error('nginx is not installed: run "node scripts/setup-services.ts".');
  const folder = await temporaryFolder(atEnd);
  const [near, edge] = [await freePort(), await freePort()];
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, configuration(folder, origin, near, edge, kept));
  const proxy = spawn(join(programs, 'nginx'), ['-p', folder, '-e', 'stderr', '-c', file], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  atEnd(() => ended(proxy, 'SIGTERM'));
  await saying(proxy, 'start worker process ');
  return { url: `http://127.0.0.1:${near}`, edge: `http://127.0.0.1:${edge}` };
}

const configuration = (folder: string, origin: string, near: number, edge: number, kept: number): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr notice;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/near keys_zone=near:1m;
  proxy_cache_path ${folder}/edge keys_zone=edge:1m;
  proxy_cache_key $scheme$host$request_uri;
  proxy_set_header Host $host;
  add_header X-Cache $upstream_cache_status always;
  map $upstream_http_cdn_cache_control $uncached { default 0; "" 1; }
  server {
    listen 127.0.0.1:${near};
    location / { proxy_pass ${origin}; proxy_cache near; proxy_cache_revalidate on; }
  }
  server {
    listen 127.0.0.1:${edge};
    location / {
      proxy_pass ${origin};
      proxy_cache edge;
      proxy_ignore_headers Cache-Control Expires Vary Set-Cookie;
      proxy_cache_valid 200 ${kept}s;
      proxy_no_cache $uncached;
    }
  }
}
`;
